import Link from "next/link";
import { getMessages, getTranslations } from "next-intl/server";
import { currentAccount } from "@/features/account/current-user.ts";
import { Notice } from "@/ui/notice.tsx";
import { GiveBack } from "./give-back.tsx";
import { listOrders, type OrderSummary } from "./queries.ts";

type Choice = { slug: string; size?: string; color?: string };

/** For what looks sold out and is held by who looks: in which order of theirs, with both ways out of it. */
export async function OwnHold({ choices }: { choices: Choice[] }) {
  const holding = await ordersHolding(choices);
  if (holding.length === 0) return null;
  const [t, messages] = await Promise.all([getTranslations("orders.ownHold"), getMessages()]);
  return holding.map((order) => (
    <div key={order.id} className="mt-4" data-testid="own-hold">
      <Notice tone="info" title={t("title", { number: order.number })}>
        <p>
          <Link
            href={`/orders/${order.id}`}
            prefetch={false}
            className="text-ice underline underline-offset-4"
          >
            {t("pay")}
          </Link>
        </p>
        <GiveBack orderId={order.id} paid={false} words={messages.orders.live.giveBack} />
      </Notice>
    </div>
  ));
}

async function ordersHolding(choices: Choice[]): Promise<OrderSummary[]> {
  if (choices.length === 0 || !(await currentAccount())) return [];
  const { items } = await listOrders();
  return items.filter(
    (order) =>
      order.state === "pending" &&
      order.items.some(({ product, size, color }) =>
        choices.some(
          (choice) =>
            choice.slug === product.slug &&
            (choice.size ?? size) === size &&
            (choice.color ?? color) === color,
        ),
      ),
  );
}
