import type { Messages } from "next-intl";
import { fill } from "@/messages/fill.tsx";
import { Hash } from "@/ui/hash.tsx";
import type { Twin } from "./queries.ts";

/** Who holds it, in a sentence; for its owner also where. */
export function Holder({
  twin,
  inCustody,
  words,
}: {
  twin: Twin;
  inCustody: boolean;
  words: Messages["twin"]["live"]["holder"];
}) {
  if (twin.state === "minting") return <p className="text-lg">{words.minting}</p>;
  const { owner } = twin;
  if (!owner) return <p className="text-lg">{words.nobody}</p>;
  const hash = <Hash value={owner} />;
  return (
    <div>
      <p className="text-lg" data-testid="holder">
        {twin.isYours ? (
          <strong className="font-semibold text-acid">{words.yours}</strong>
        ) : (
          fill(words.heldBy, { owner: hash })
        )}
      </p>
      {twin.isYours && (
        <p className="mt-1 text-sm text-fog">
          {inCustody ? fill(words.custody, { owner: hash }) : fill(words.ownWallet, { owner: hash })}{" "}
        </p>
      )}
    </div>
  );
}
