import { z } from "@hono/zod-openapi";

// What nobody sees: controls, marks of direction, fillers, private halves of a surrogate pair. Not the joiners that
// Malayalam, Persian and emoji are written with, nor the selectors of an emoji's look.
const unseen =
  /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]--[\u200c\u200d\ufe0e\ufe0f]]/v;
// A joiner joins something: alone, or after a space, it is one more way to write nothing.
const stray = /(?<!\p{L}|\p{M}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u200c-\u200d])[\u200c-\u200d]/u;
const aJoinerOnly = /^(\p{M}|\s|[\u200c-\u200d])*$/u;

/** Characters, as people count them against a limit: code points, not halves of a surrogate pair. */
const lengthOf = (value: string) => [...value].length;

function text(max: number, isSeen: (value: string) => boolean) {
  return z
    .string()
    .overwrite((value) => value.replaceAll("\r\n", "\n"))
    .normalize("NFC")
    .trim()
    .refine(isSeen, "holds characters that cannot be seen")
    .refine((value) => !stray.test(value), "holds a joiner that joins nothing")
    .refine((value) => lengthOf(value) <= max, `at most ${max} characters`)
    .openapi({ type: "string", maxLength: max });
}

/** One line that a person wrote, in NFC, without space around it: 1 to `max` characters, each of them to be seen. */
export function line(max: number) {
  return optionalLine(max)
    .refine((value) => value === "" || !aJoinerOnly.test(value), "holds nothing that can be seen")
    .min(1, "write something");
}

/** As `line`, and may be empty. */
export function optionalLine(max: number) {
  return text(max, (value) => !unseen.test(value));
}

/** As `line`, over several lines, each ended by \n. */
export function multiline(max: number) {
  return text(max, (value) => !unseen.test(value.replaceAll("\n", ""))).min(1, "write something");
}

/** Text whose very characters count, like a password or what was signed: nothing is cut off and nothing changed. */
export function exactText({ min = 1, max }: { min?: number; max: number }) {
  return z
    .string()
    .min(min)
    .max(max)
    .refine((value) => value.isWellFormed() && !value.includes("\0"), "holds characters that are none");
}

// What mail clients make a link of by themselves: example.com, www.…, mailto:…, a@b.co, a path.
const linkLike = /[:/\\<>@]|[\p{L}\p{N}][.\u3002\uff0e\uff61](\p{L}{2,}|\p{N})|\bwww[.\u3002\uff0e\uff61]/iu;

/** What a person is called. It stands in mails to addresses that anybody can name, so it is never a link. */
export const personName = line(80)
  .refine((value) => !linkLike.test(value), "a name is no link: write a space after a dot")
  .openapi({ example: "Kira" });

/** A path of our pages to go on to. The browser that goes there resolves it once more and stays with us: see the web app. */
export const pagePath = exactText({ max: 500 })
  .refine((value) => /^\/(?![/\\])/.test(value), "a path of ours, like /garments")
  .openapi({ example: "/checkout" });

/** An e-mail address in lower case, with the lengths of RFC 5321: 64 before the @, 254 in all. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(
    z
      .email("write an e-mail address, like name@example.com")
      .max(254)
      .refine((value) => value.indexOf("@") <= 64, "at most 64 characters before the @"),
  )
  .openapi({ type: "string", format: "email", example: "kira@example.com" });
