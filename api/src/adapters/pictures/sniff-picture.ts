type Sniffed = "jpeg" | "png" | "animated" | null;

const jpegStart = [0xff, 0xd8, 0xff];
const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** What these bytes are, by themselves: neither a name nor a header of the sender counts. Null for anything else. */
export function sniffPicture(bytes: Uint8Array): Sniffed {
  if (startsWith(bytes, jpegStart)) return "jpeg";
  if (!startsWith(bytes, pngStart)) return null;
  return isAnimatedPng(bytes) ? "animated" : "png";
}

/** An animated PNG says so by a chunk `acTL` before its first `IDAT`. https://www.w3.org/TR/png-3/#acTL-chunk */
function isAnimatedPng(png: Uint8Array): boolean {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = pngStart.length; at + 8 <= png.length; ) {
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (type === "acTL") return true;
    if (type === "IDAT") return false;
    // Length, type and checksum are four bytes each.
    at += 12 + view.getUint32(at);
  }
  return false;
}

function startsWith(bytes: Uint8Array, start: number[]) {
  return start.every((byte, at) => bytes[at] === byte);
}
