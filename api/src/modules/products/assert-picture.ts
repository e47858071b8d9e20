import type { IpfsFile } from "../../adapters/ipfs/ipfs.ts";
import { productErrors } from "./errors.ts";

/** How each kind begins, and the ending of its name. */
const kinds = [
  { begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], ending: ".png" },
  { begins: [0xff, 0xd8, 0xff], ending: ".jpg" },
];

/** Throws `picture_not_for_wallets` for what is not the PNG or JPEG that its name says: some wallets show nothing else. */
export function assertPicture({ path, content }: IpfsFile) {
  const kind = kinds.find(({ begins }) => begins.every((byte, at) => content[at] === byte));
  if (!kind || !path.endsWith(kind.ending)) throw productErrors.picture_not_for_wallets({ path });
}
