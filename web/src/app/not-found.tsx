import type { Metadata } from "next";
import { NotFoundBoard } from "@/features/site/not-found-board.tsx";
import { fontVariables } from "@/fonts/fonts.ts";

export const metadata: Metadata = { title: "Not on the board" };

export default function NotFound() {
  return (
    <main className={`${fontVariables} font-sans`}>
      <NotFoundBoard />
    </main>
  );
}
