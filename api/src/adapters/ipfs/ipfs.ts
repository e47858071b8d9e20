export type IpfsFile = { path: string; content: Uint8Array | string; type: string };

/** Where files live by their content: the same bytes always get the same address. */
export type Ipfs = {
  /** Keeps a folder; returns its address, `ipfs://<cid>`. Safe to repeat. */
  pinFolder(name: string, files: IpfsFile[]): Promise<string>;
  /** Keeps one file; returns its address, `ipfs://<cid>`. Safe to repeat. */
  pinFile(file: IpfsFile): Promise<string>;
};
