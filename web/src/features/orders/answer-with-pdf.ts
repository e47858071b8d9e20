import { redirect } from "next/navigation";
import { signInPath } from "@/features/account/next-path.ts";

type Answer = { data?: ArrayBuffer | undefined; response: Response };

/** A paper of an order as the API drew it. Who may not have it, or asks too early, is led to where that is told. */
export function answerWithPdf(orderId: string, { data, response }: Answer): Response {
  const path = `/orders/${encodeURIComponent(orderId)}`;
  if (response.status === 401) redirect(signInPath(path));
  if (!data) redirect(path);
  return new Response(data, {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": response.headers.get("content-disposition") ?? "inline",
      "cache-control": "no-store",
    },
  });
}
