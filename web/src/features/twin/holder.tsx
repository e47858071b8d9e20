import { Hash } from "@/ui/hash.tsx";
import type { Twin } from "./queries.ts";

/** Who holds it, in a sentence; for its owner also where. */
export function Holder({ twin, inCustody }: { twin: Twin; inCustody: boolean }) {
  if (twin.state === "minting") return <p className="text-lg">Paid for. Its twin is being made right now.</p>;
  if (!twin.owner) return <p className="text-lg">Still on the shelf. It is nobody's yet.</p>;
  return (
    <div>
      <p className="text-lg" data-testid="holder">
        {twin.isYours ? (
          <strong className="font-semibold text-acid">This is yours.</strong>
        ) : (
          <>
            Held by <Hash value={twin.owner} />
          </>
        )}
      </p>
      {twin.isYours && (
        <p className="mt-1 text-sm text-fog">
          {inCustody ? "We keep it safe for you at " : "It is in your own wallet, "}
          <Hash value={twin.owner} />.
        </p>
      )}
    </div>
  );
}
