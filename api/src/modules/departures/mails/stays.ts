import { renderMail } from "../../mail/render-mail.ts";
import { garmentInWords } from "../garment-in-words.ts";

type Stays = { name: string; tokenId: bigint; to: string; reason: string; webUrl: string };

export function staysMail({ name, tokenId, to, reason, webUrl }: Stays) {
  return renderMail({
    subject: "Your garment did not leave",
    preview: `${garmentInWords(tokenId)} is where it was.`,
    heading: `It is still here, ${name}.`,
    paragraphs: ["The wait of this garment was over, and it could not leave. It is where it was."],
    rows: [
      { label: "Garment", value: garmentInWords(tokenId) },
      { label: "To", value: to },
      { label: "Why", value: reason },
    ],
    action: { label: "See the garment", href: `${webUrl}/garments/${tokenId}` },
  });
}
