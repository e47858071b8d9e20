import type { OrderView } from "./order-view.ts";

/** The invoice and the credit notes of an order, each a PDF. */
export function OrderPapers({ papers, title }: { papers: OrderView["papers"]; title: string }) {
  if (papers.length === 0) return null;
  return (
    <section>
      <h2 className="text-h2 font-bold">{title}</h2>
      <ul className="mt-3">
        {papers.map(({ href, words }) => (
          <li key={href}>
            {/* No Link: what it leads to is a file. */}
            <a
              href={href}
              className="inline-flex min-h-11 items-center text-ice underline underline-offset-4"
            >
              {words}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
