import { batchAndSerialOf } from "@flux/contracts";
import { inIndia } from "../mail/in-india.ts";
import { renderMail } from "../mail/render-mail.ts";

type WebEnv = { WEB_URL: string };
type Leaving = { name: string; tokenId: bigint; to: string };

/** A garment by what stands on it: its batch and its number. */
const garmentOf = (tokenId: bigint) => {
  const { batchId, serial } = batchAndSerialOf(tokenId);
  return `Batch ${batchId}, number ${serial}`;
};

/** The only mail that carries the link which stops a departure. */
export function leavingMail(
  { WEB_URL }: WebEnv,
  { name, tokenId, to, leavesAt, secret }: Leaving & { leavesAt: Date; secret: string },
) {
  return renderMail({
    subject: "A garment of yours is about to leave",
    preview: `${garmentOf(tokenId)} goes to a new address on ${inIndia(leavesAt)}, unless you stop it.`,
    heading: `Is this you, ${name}?`,
    paragraphs: [
      "Somebody, probably you, sends this garment out of our custody to an address that your account never sent to. The first time it waits, so that you can say no. If it was you, there is nothing to do.",
      "If it was not: stop it now, and set a new password. The link needs no password, works until it leaves, and stops everything of yours that waits for this address.",
    ],
    rows: [
      { label: "Garment", value: garmentOf(tokenId) },
      { label: "To", value: to },
      { label: "Leaves", value: inIndia(leavesAt) },
    ],
    action: { label: "Stop it", href: `${WEB_URL}/keep?${new URLSearchParams({ token: secret })}` },
    footnote: `Once it has left nobody can call it back. A new password: ${WEB_URL}/forgot-password`,
  });
}

export function staysMail({ WEB_URL }: WebEnv, { name, tokenId, to, reason }: Leaving & { reason: string }) {
  return renderMail({
    subject: "Your garment did not leave",
    preview: `${garmentOf(tokenId)} is where it was.`,
    heading: `It is still here, ${name}.`,
    paragraphs: ["The wait of this garment was over, and it could not leave. It is where it was."],
    rows: [
      { label: "Garment", value: garmentOf(tokenId) },
      { label: "To", value: to },
      { label: "Why", value: reason },
    ],
    action: { label: "See the garment", href: `${WEB_URL}/garments/${tokenId}` },
  });
}

type Arrived = { tokenId: bigint; to: string; hash: string | null };

/** Of all that arrived since the last time, in one mail. */
export function leftMail({ WEB_URL }: WebEnv, { name, arrived }: { name: string; arrived: Arrived[] }) {
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
      { label: garmentOf(tokenId), value: to },
      ...(hash ? [{ label: "Transaction", value: hash }] : []),
    ]),
    action: { label: "See my garments", href: `${WEB_URL}/garments` },
    footnote: `Not you? Set a new password at once: ${WEB_URL}/forgot-password`,
  });
}
