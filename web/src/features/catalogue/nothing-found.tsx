import { ButtonLink } from "@/ui/button.tsx";
import { VoidHood } from "@/ui/marks.tsx";

export function NothingFound() {
  return (
    <div className="mx-auto max-w-md py-10 text-center">
      <VoidHood className="mx-auto w-40" />
      <h2 className="mt-6 text-h2 font-bold">Nobody in here</h2>
      <p className="mt-2 text-fog">No piece fits that. Take a word out, or look at all of them.</p>
      <ButtonLink href="/products" className="mt-6">
        All pieces
      </ButtonLink>
    </div>
  );
}
