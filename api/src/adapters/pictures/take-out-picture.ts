import type { Refused, Sent } from "./pictures.ts";

type TakenOut = { picture: Uint8Array } | { refused: Refused };

/** The picture in what was sent. Only here a form is parsed: a hostile one of 2 MB takes half a second. */
export async function takeOutPicture({ body, contentType }: Sent): Promise<TakenOut> {
  if (!/^multipart\/form-data\b/i.test(contentType)) return present(body);
  const answer = new Response(new Uint8Array(body), { headers: { "content-type": contentType } });
  const form = await answer.formData().catch(() => null);
  if (!form) return { refused: "unreadable_form" };
  const file = form.get("picture");
  return file instanceof File ? present(await file.bytes()) : { refused: "missing" };
}

/** A form whose file was not chosen sends an empty one. */
function present(picture: Uint8Array): TakenOut {
  return picture.length > 0 ? { picture } : { refused: "missing" };
}
