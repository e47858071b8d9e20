/** More than is shown, so that what the server cuts out of it is sharp; as a PNG still under its limit. */
const edge = 600;
const quality = 0.92;

export type Shrunk = {
  file: Blob;
  /** A data: URL. The pages allow no blob:. */
  preview: string;
};

/**
 * The middle of a picture, small and upright: some kilobytes in place of a camera's megabytes, and the place where it was
 * taken never leaves the phone. Null for what this browser cannot show: the server says what is wrong with that.
 */
export async function shrinkPicture(file: File): Promise<Shrunk | null> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!picture) return null;
  const canvas = document.createElement("canvas");
  canvas.width = edge;
  canvas.height = edge;
  const scale = edge / Math.min(picture.width, picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  canvas.getContext("2d")?.drawImage(picture, (edge - width) / 2, (edge - height) / 2, width, height);
  picture.close();
  const type = file.type === "image/png" ? "image/png" : "image/jpeg";
  const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
  return small && { file: small, preview: canvas.toDataURL(type, quality) };
}
