export type IpfsFile = {
  /** Below the folder's root: `1.json`. */
  path: string;
  content: Uint8Array;
  type: string;
};

/** Where folders live by their content: the same files always get the same CID. */
export type Ipfs = {
  /**
   * Keeps a folder and returns its CID: its files are at `ipfs://<cid>/<path>`. Safe to repeat. Throws WrongCidError when the
   * vendor answers with a CID of anything else.
   */
  pinFolder(name: string, files: IpfsFile[]): Promise<string>;
  /** Whether this CID is of exactly these files. Asks nobody. */
  isOf(cid: string, files: IpfsFile[]): Promise<boolean>;
  /** Whether the vendor says that it keeps the folder for us. */
  isPinned(cid: string): Promise<boolean>;
  /** A file's bytes as the gateway serves them; null when it has none. Throws when it cannot say. */
  read(cid: string, path: string): Promise<Uint8Array | null>;
};

/** Bytes that came to the vendor wrong, or a vendor who is: nothing may point there. */
export class WrongCidError extends Error {
  override name = "WrongCidError";

  constructor(name: string, cid: string, cids: string[]) {
    super(
      `Pinning “${name}” was answered with ${cid}, which is not the CID of what was sent (${cids.join(" or ")}). ` +
        "Nothing may point there: pin it again, or ask the vendor how it makes CIDs.",
    );
  }
}
