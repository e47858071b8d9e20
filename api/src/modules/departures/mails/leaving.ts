import { inIndia } from "../../mail/in-india.ts";
import { renderMail } from "../../mail/render-mail.ts";
import { garmentInWords } from "../garment-in-words.ts";

type Leaving = { name: string; tokenId: bigint; to: string; leavesAt: Date; secret: string; webUrl: string };

/** The only mail that carries the link which stops a departure. */
export function leavingMail({ name, tokenId, to, leavesAt, secret, webUrl }: Leaving) {
  return renderMail({
    subject: "A garment of yours is about to leave",
    preview: `${garmentInWords(tokenId)} goes to a new address on ${inIndia(leavesAt)}, unless you stop it.`,
    heading: `Is this you, ${name}?`,
    paragraphs: [
      "Somebody, probably you, sends this garment out of our custody to an address that your account never sent to. The first time it waits, so that you can say no. If it was you, there is nothing to do.",
      "If it was not: stop it now, and set a new password. The link needs no password, works until it leaves, and stops everything of yours that waits for this address.",
    ],
    rows: [
      { label: "Garment", value: garmentInWords(tokenId) },
      { label: "To", value: to },
      { label: "Leaves", value: inIndia(leavesAt) },
    ],
    action: { label: "Stop it", href: `${webUrl}/keep?${new URLSearchParams({ token: secret })}` },
    footnote: `Once it has left nobody can call it back. A new password: ${webUrl}/forgot-password`,
  });
}
