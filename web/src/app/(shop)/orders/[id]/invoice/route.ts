import { api } from "@/api.ts";
import { answerWithPdf } from "@/features/orders/answer-with-pdf.ts";

type Context = { params: Promise<{ id: string }> };

export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const answer = await (await api()).GET("/api/orders/{id}/invoice", {
    params: { path: { id } },
    parseAs: "arrayBuffer",
  });
  return answerWithPdf(id, answer);
}
