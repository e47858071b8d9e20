/** Where files are kept that people sent. A name is made of their content: what stands under it never changes. */
export interface Storage {
  /** Kept for good when it returns. Doing it twice is as once. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Null when nothing has this name. */
  get(name: string): Promise<Uint8Array | null>;
  /** Nothing has this name any more; as well when nothing had it. */
  delete(name: string): Promise<void>;
}

/** Letters, digits, `-`, and one ending: nothing that leads out of a folder, whoever made the name. */
export function assertPlainName(name: string): void {
  if (!/^[a-z0-9-]{1,120}\.[a-z0-9]{1,5}$/.test(name)) throw new Error(`"${name}" is no name of a file here`);
}
