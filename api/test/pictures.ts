import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

type Chunk = [type: string, data: Buffer];

/** A JPEG of one colour, some hundred bytes. */
export function jpegOf(color: string, { width = 640, height = 480 } = {}): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: color } })
    .jpeg()
    .toBuffer();
}

/** A JPEG whose file is red at the left and blue at the right, held by the camera so that its left is up, with the place. */
export async function jpegHeldUpright(): Promise<Buffer> {
  const half = { width: 300, height: 400, channels: 3 } as const;
  const left = await sharp({ create: { ...half, background: "red" } })
    .png()
    .toBuffer();
  return sharp({ create: { ...half, width: 600, background: "blue" } })
    .composite([{ input: left, left: 0, top: 0 }])
    .jpeg({ quality: 95 })
    .withExif({
      IFD0: { Copyright: "kira-was-here", Orientation: "6" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "19/1 4/1 30/1" },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

/** A PNG of black pixels, of any size that its header claims: what it holds is a thousandth of what it decodes to. */
export function blackPng(width: number, height: number, more: Chunk[] = []): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // One bit a pixel, grey.
  header[8] = 1;
  const rows = Buffer.alloc(Math.min(height, 10_000) * (1 + Math.ceil(width / 8)));
  const chunks: Chunk[] = [["IHDR", header], ...more, ["IDAT", deflateSync(rows)], ["IEND", Buffer.alloc(0)]];
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ...chunks.flatMap(written),
  ]);
}

function written([type, data]: Chunk): Buffer[] {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return [length, body, checksum];
}
