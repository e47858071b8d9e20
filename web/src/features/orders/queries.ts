import { api, orElsewhere } from "@/api.ts";

export type Order = Awaited<ReturnType<typeof findOrder>>;
export type OrderItem = Order["items"][number];
export type OrderSummary = Awaited<ReturnType<typeof listOrders>>["items"][number];

export async function findOrder(id: string) {
  const answer = await (await api()).GET("/api/orders/{id}", { params: { path: { id } } });
  return orElsewhere(answer, `/orders/${id}`);
}

export async function listOrders(cursor?: string) {
  const answer = await (await api()).GET("/api/orders", { params: { query: { cursor, limit: 20 } } });
  return orElsewhere(answer, "/orders");
}

/** Where the newest order went; null before the first one. */
export async function lastAddress() {
  const { data } = await (await api()).GET("/api/orders", { params: { query: { limit: 1 } } });
  const [newest] = data?.items ?? [];
  return newest ? (await findOrder(newest.id)).address : null;
}
