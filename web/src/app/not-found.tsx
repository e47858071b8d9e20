import type { Metadata } from "next";
import { NotFoundBoard } from "@/features/site/not-found-board.tsx";
import { Wordmark } from "@/ui/marks.tsx";

export const metadata: Metadata = { title: "Not on the board" };

/** An address that is nobody's. Light, because Next hangs this page's files on every other page. */
export default function NotFound() {
  return (
    <main>
      <div className="page flex h-16 items-center">
        <a href="/" aria-label="FLUX, to the shop">
          <Wordmark className="h-6 w-auto" />
        </a>
      </div>
      <NotFoundBoard />
    </main>
  );
}
