import { findTwinView } from "@/features/twin/queries.ts";

type Context = { params: Promise<{ tokenId: string }> };

/** What the twin's page asks for while it is open. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const view = await findTwinView((await params).tokenId);
  return Response.json(view, { headers: { "cache-control": "no-store" } });
}
