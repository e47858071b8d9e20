import { api } from "@/api.ts";
import { orderView } from "@/features/orders/order-view.ts";

type Context = { params: Promise<{ id: string }> };

/** What the order's page asks for while it is open: its view as JSON, or the API's refusal as it is. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const { data, error, response } = await (await api()).GET("/api/orders/{id}", { params: { path: { id } } });
  if (!data) return Response.json(error, { status: response.status });
  const said = new URL(request.url).searchParams.get("payment") ?? undefined;
  return Response.json(await orderView(data, said), { headers: { "cache-control": "no-store" } });
}
