import { storageErrors } from "../../adapters/storage/errors.ts";
import { defineErrors, httpErrors } from "../../errors.ts";

export const uploadErrors = defineErrors({
  upload_not_found: [404, "There is no such file."],
  upload_gone: [409, "The file was kept for too long without being used. Send it again."],
  picture_missing: [400, "Send a picture: its bytes as the body, or a form with it in the field `picture`."],
  picture_form_unreadable: [400, "This form cannot be read. Send it as multipart/form-data."],
  picture_too_large: [413, "The picture is over {mostBytes} bytes. Send a smaller one."],
  picture_type_refused: [415, "Send a JPEG or a PNG. This is neither, whatever its name says."],
  picture_animated: [422, "The picture moves. Send one that stands still."],
  picture_has_too_many_pixels: [422, "The picture has over {mostPixels} pixels. Send a smaller one."],
  picture_broken: [422, "The picture cannot be read to its end. Save it anew, or send another one."],
  picture_too_slow: [422, "Reading the picture takes too long. Save it anew, or send another one."],
  uploads_under_way: [
    429,
    "Other pictures of yours are being read. Wait {retryAfterSec} seconds and try again.",
  ],
  uploads_busy: [503, "Too many pictures are being read now. Try again in {retryAfterSec} seconds."],
});

const { upload_not_found: _, upload_gone: __, ...ofSending } = uploadErrors;

/** Of every route that takes a picture. */
export const sendingErrors = [
  ...Object.values(ofSending),
  httpErrors.too_many_requests,
  storageErrors.storage_unreachable,
];
