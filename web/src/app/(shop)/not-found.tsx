import type { Metadata } from "next";
import { NotFoundBoard } from "@/features/site/not-found-board.tsx";

export const metadata: Metadata = { title: "Not on the board" };

export default NotFoundBoard;
