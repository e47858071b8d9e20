import { api } from "@/api.ts";
import { answerWithPdf } from "@/features/orders/answer-with-pdf.ts";

type Context = { params: Promise<{ id: string; number: string }> };

export async function GET(_: Request, { params }: Context): Promise<Response> {
  const path = await params;
  const answer = await (await api()).GET("/api/orders/{id}/credit-notes/{number}", {
    params: { path },
    parseAs: "arrayBuffer",
  });
  return answerWithPdf(path.id, answer);
}
