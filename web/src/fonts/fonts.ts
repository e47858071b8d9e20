import localFont from "next/font/local";

const tektur = localFont({
  src: "../../node_modules/@fontsource-variable/tektur/files/tektur-latin-wght-normal.woff2",
  variable: "--font-tektur",
  weight: "400 900",
  display: "swap",
});

const spaceGrotesk = localFont({
  src: "../../node_modules/@fontsource-variable/space-grotesk/files/space-grotesk-latin-wght-normal.woff2",
  variable: "--font-space-grotesk",
  weight: "300 700",
  display: "swap",
});

/** Only ₹: every other text face keeps that sign in a file of 19 kB and more. */
const rupee = localFont({
  src: "./space-grotesk-rupee.woff2",
  variable: "--font-rupee",
  weight: "300 700",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+20B9" }],
});

const geistMono = localFont({
  src: "../../node_modules/@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2",
  variable: "--font-geist-mono",
  weight: "100 900",
  display: "swap",
  preload: false,
});

export const fontVariables = [tektur, spaceGrotesk, rupee, geistMono].map((font) => font.variable).join(" ");
