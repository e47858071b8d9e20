import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";
import type { Hash } from "viem";

/** A block and all that it did, or every account as it was after a block. */
export type Entry = { kind: "block" | "accounts"; number: number; hash: Hash; text: string };
/** An entry as it is read: a year's blocks are a hundred megabytes, which nobody needs as strings. */
type Written = Omit<Entry, "text"> & { bytes: Buffer };
type Place = { kind: Entry["kind"]; number: number; hash: Hash; offset: number; end: number };

// An entry is its head, then its text, deflated: kind (1 byte), number (4), hash (32), length (4), CRC-32 of all the rest (4).
const headBytes = 45;
const kinds = { block: 1, accounts: 2 } as const;

/**
 * The chain's history as one file that only grows. What `append` has returned from is on the disk. A kill in the middle of it
 * leaves half an entry at the end, which the next opening sets aside.
 * @throws when the file cannot be written
 */
export function openJournal(file: string) {
  mkdirSync(dirname(file), { recursive: true });
  const descriptor = openSync(file, existsSync(file) ? "r+" : "w+", 0o600);
  let blocks: Place[] = [];
  let accounts: Place[] = [];
  let size = fstatSync(descriptor).size;
  let end = 0;
  for (let place = readPlace(0); place; place = readPlace(end)) take(place);
  const aside = setAside();

  function take(place: Place) {
    if (place.kind === "block") blocks[place.number] = place;
    else accounts.push(place);
    end = place.end;
  }

  /** Null at the end, and where an entry is not whole. */
  function readPlace(offset: number): Place | null {
    const head = read(offset, headBytes);
    if (!head) return null;
    const kind = (["block", "accounts"] as const).find((name) => kinds[name] === head[0]);
    const body = read(offset + headBytes, head.readUInt32BE(37));
    if (!kind || !body || crc32(body, crc32(head.subarray(0, 41))) !== head.readUInt32BE(41)) return null;
    const hash: Hash = `0x${head.toString("hex", 5, 37)}`;
    return { kind, number: head.readUInt32BE(1), hash, offset, end: offset + headBytes + body.length };
  }

  function read(offset: number, length: number): Buffer | null {
    // A length that is itself half written may be anything.
    if (offset + length > size) return null;
    const bytes = Buffer.allocUnsafe(length);
    return readSync(descriptor, bytes, 0, length, offset) === length ? bytes : null;
  }

  function readEntry(place: Place): Written {
    const body = read(place.offset + headBytes, place.end - place.offset - headBytes);
    if (!body) throw new Error(`${file} became shorter while it was read`);
    return { ...place, bytes: inflateRawSync(body) };
  }

  /** What follows the last whole entry is kept in a file beside, whatever it is. */
  function setAside(): string | null {
    const rest = read(end, size - end);
    if (!rest?.length) return null;
    const aside = `${file}.cut-${Date.now()}`;
    writeFileSync(aside, rest);
    cut();
    return aside;
  }

  function cut() {
    ftruncateSync(descriptor, end);
    fdatasyncSync(descriptor);
    size = end;
  }

  return {
    /** The file that has what was not whole, null when all was. */
    aside,
    /** The last block, null in an empty journal. */
    head: () => blocks.at(-1) ?? null,
    hashOf: (number: number) => blocks[number]?.hash ?? null,

    /** Writes the entries to the disk, and returns when they are there. */
    append(entries: readonly Entry[]) {
      const added = entries.map(encode);
      const bytes = Buffer.concat(added);
      for (let done = 0; done < bytes.length; )
        done += writeSync(descriptor, bytes, done, bytes.length - done, end + done);
      fdatasyncSync(descriptor);
      size = end + bytes.length;
      let offset = end;
      for (const [index, { kind, number, hash }] of entries.entries()) {
        take({ kind, number, hash, offset, end: offset + (added[index]?.length ?? 0) });
        offset = end;
      }
    },

    /** Forgets the blocks above `number`, which the chain has replaced, and what was written after them. */
    truncate(number: number) {
      end = blocks[number + 1]?.offset ?? end;
      cut();
      blocks = blocks.slice(0, number + 1);
      accounts = accounts.filter((place) => place.end <= end);
    },

    /** All blocks from `number` on, read one by one. */
    *blocks(number = 0): Generator<Written> {
      for (const place of blocks.slice(number)) yield readEntry(place);
    },

    /** The accounts as they were written last. */
    accounts(): Written | null {
      return accounts.length > 0 ? readEntry(accounts.at(-1) as Place) : null;
    },

    close: () => closeSync(descriptor),
  };
}

export type Journal = ReturnType<typeof openJournal>;

function encode({ kind, number, hash, text }: Entry): Buffer {
  const body = deflateRawSync(text);
  const head = Buffer.alloc(headBytes);
  head[0] = kinds[kind];
  head.writeUInt32BE(number, 1);
  head.write(hash.slice(2), 5, "hex");
  head.writeUInt32BE(body.length, 37);
  head.writeUInt32BE(crc32(body, crc32(head.subarray(0, 41))), 41);
  return Buffer.concat([head, body]);
}
