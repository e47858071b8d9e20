import { currentAccount } from "@/features/account/current-user.ts";
import { listDepartures } from "@/features/leave/queries.ts";

/** What the page asks for while garments are on their way. */
export async function GET(): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  if (!(await currentAccount())) return new Response(null, { status: 401, headers });
  return Response.json(await listDepartures("/account/leave"), { headers });
}
