import { ApiDown } from "@/api.ts";
import { currentCart } from "@/features/cart/queries.ts";

/** Whether the API answers this request: asked with what every page asks for anyway. */
export async function apiAnswers(): Promise<boolean> {
  try {
    await currentCart();
    return true;
  } catch (error) {
    return !(error instanceof ApiDown);
  }
}
