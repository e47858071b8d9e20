/** What somebody sent, as it came: the picture itself, or a form (multipart) with it in the field `picture`. */
export type Sent = { body: Uint8Array; contentType: string };

export type PictureRules = {
  /** Of the picture, without a form's own bytes. */
  mostBytes: number;
  /** Width times height as the header says: known before a pixel is decoded. */
  mostPixels: number;
  /** Pixels of what is made of it: cut to this shape around its middle. */
  width: number;
  height: number;
  /** Nothing is cut away: the shape stays, and the picture is made as small as fits inside. */
  whole?: boolean;
};

/** Why no picture was made of it. The first is of a form alone. */
export type Refused =
  | "unreadable_form"
  | "missing"
  | "too_large"
  | "unknown_type"
  | "animated"
  | "too_many_pixels"
  | "broken"
  | "too_slow"
  | "too_many_of_yours"
  | "busy";

export type Redrawn = { ok: true; webp: Uint8Array } | { ok: false; refused: Refused };

/** Makes of what a stranger sent a picture of ours. */
export interface Pictures {
  /**
   * Draws a JPEG or PNG anew as WebP: upright, in sRGB, and with nothing else of what was sent, such as where it was
   * taken. `owner` is whose places it counts on.
   */
  redraw(sent: Sent, rules: PictureRules, owner: string): Promise<Redrawn>;
  /** The ids of the processes that draw. */
  pids(): number[];
  close(): void;
}
