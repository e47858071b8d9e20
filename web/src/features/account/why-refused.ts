import type { Messages } from "next-intl";

type Word = keyof Messages["account"]["avatarForm"];

const reasons = {
  picture_missing: "missing",
  picture_too_large: "tooLarge",
  body_too_large: "tooLarge",
  picture_type_refused: "wrongType",
  picture_animated: "moves",
  picture_has_too_many_pixels: "tooManyPixels",
  picture_broken: "broken",
  picture_too_slow: "broken",
  uploads_under_way: "tooMany",
  too_many_requests: "tooMany",
} as const satisfies Record<string, Word>;

/** Under which name the words stand for a code that a picture was refused with. A code comes by the address, too: any text. */
export function whyRefused(code: string): Word {
  return Object.hasOwn(reasons, code) ? reasons[code as keyof typeof reasons] : "otherwise";
}
