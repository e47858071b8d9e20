import { notFound } from "next/navigation";

/** Any address that is nobody's: the 404 inside the shop's frame. */
export default function MissingPage() {
  notFound();
}
