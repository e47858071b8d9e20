import type { PictureRules } from "../../adapters/pictures/pictures.ts";

/** What people may upload. The kind stands first in a file's name: one of one kind never passes for another. */
export const uploadKinds = {
  avatar: { mostBytes: 2 * 1024 * 1024, mostPixels: 40_000_000, width: 400, height: 400 },
  review: { mostBytes: 5 * 1024 * 1024, mostPixels: 40_000_000, width: 1600, height: 1600, whole: true },
} as const satisfies Record<string, PictureRules>;

export type UploadKind = keyof typeof uploadKinds;
