"use client";

import Link from "next/link";
import { useActionState } from "react";
import { Price } from "@/ui/price.tsx";
import { ProductPicture } from "@/ui/product-picture.tsx";
import { changeQuantity } from "./actions.ts";
import type { BagItem } from "./queries.ts";

const problems = {
  sold_out: "Sold out while it was in your bag. Take it out to go on.",
  not_enough_left: "Fewer are left than you asked for. Take fewer.",
};

export function BagLine({ item, perItem }: { item: BagItem; perItem: number }) {
  const [state, action, pending] = useActionState(changeQuantity, {});
  const { product, quantity } = item;
  const problem = item.problem ? problems[item.problem] : state.problem;
  const what = `${product.name}, ${item.size}, ${item.color}`;
  return (
    <li
      className="grid grid-cols-[6rem_1fr] gap-5 border-b border-line py-6 sm:grid-cols-[8.5rem_1fr]"
      aria-busy={pending}
    >
      <Link href={`/products/${product.slug}`} prefetch={false} tabIndex={-1} aria-hidden>
        <ProductPicture
          slug={product.slug}
          alt=""
          sizes="136px"
          className="cut-[16px] block aspect-4/5 h-auto w-full object-cover"
        />
      </Link>
      <div className="flex flex-col">
        <div className="flex items-baseline justify-between gap-4">
          <h2 className="text-h3 font-bold">
            <Link
              href={`/products/${product.slug}`}
              prefetch={false}
              className="underline-offset-4 hover:underline"
            >
              {product.name}
            </Link>
          </h2>
          <Price
            money={item.lineTotal}
            className={`text-lg transition-opacity ${pending ? "opacity-40" : ""}`}
          />
        </div>
        <p className="mt-1 text-fog">
          {item.size} · {item.color}
        </p>
        {problem && (
          <p role="alert" className="mt-2 text-sm text-red">
            {problem}
          </p>
        )}
        <form action={action} className="mt-auto flex items-center gap-5 pt-4">
          <input type="hidden" name="itemId" value={item.id} />
          <div className="flex items-stretch border border-line-strong">
            <Step name="quantity" value={quantity - 1} label={`One ${what} less`} disabled={quantity <= 1}>
              −
            </Step>
            <span className="grid min-w-10 place-items-center tabular-nums">
              <span className="sr-only">Pieces: </span>
              {quantity}
            </span>
            <Step
              name="quantity"
              value={quantity + 1}
              label={`One ${what} more`}
              disabled={quantity >= perItem || quantity >= item.left}
            >
              +
            </Step>
          </div>
          <button
            type="submit"
            name="quantity"
            value="0"
            aria-label={`Take out ${what}`}
            className="min-h-11 text-sm text-fog underline underline-offset-4 hover:text-ice"
          >
            Take out
          </button>
        </form>
      </div>
    </li>
  );
}

function Step({
  label,
  children,
  ...rest
}: {
  name: string;
  value: number;
  label: string;
  disabled: boolean;
  children: string;
}) {
  return (
    <button
      type="submit"
      {...rest}
      aria-label={label}
      className="size-11 text-lg transition-colors hover:bg-raised disabled:cursor-not-allowed disabled:text-line-strong"
    >
      {children}
    </button>
  );
}
