import { renderMail } from "../../mail/render-mail.ts";
import { garmentInWords } from "../garment-in-words.ts";

type Arrived = { tokenId: bigint; to: string; hash: string | null };
type Left = { name: string; arrived: Arrived[]; webUrl: string };

/** Of all that arrived since the last time, in one mail. */
export function leftMail({ name, arrived, webUrl }: Left) {
  const one = arrived.length === 1;
  return renderMail({
    subject: one
      ? "Your garment has left our custody"
      : `${arrived.length} of your garments have left our custody`,
    preview: "It is on the chain for good.",
    heading: one ? `It has arrived, ${name}.` : `They have arrived, ${name}.`,
    paragraphs: [
      one
        ? "The chain has it for good: this garment is held by the address below, and no longer by us."
        : "The chain has it for good: these garments are held by the addresses below, and no longer by us.",
    ],
    rows: arrived.flatMap(({ tokenId, to, hash }) => [
      { label: garmentInWords(tokenId), value: to },
      ...(hash ? [{ label: "Transaction", value: hash }] : []),
    ]),
    action: { label: "See my garments", href: `${webUrl}/garments` },
    footnote: `Not you? Set a new password at once: ${webUrl}/forgot-password`,
  });
}
