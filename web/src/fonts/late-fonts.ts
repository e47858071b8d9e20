import localFont from "next/font/local";

// For pages that wait for no font (the tap, the 404): words stand in whatever face the phone has, ours replaces it
// when it has come. The shop brings its own, preloaded.
const tektur = localFont({
  src: "../../node_modules/@fontsource-variable/tektur/files/tektur-latin-wght-normal.woff2",
  variable: "--font-tektur",
  weight: "400 900",
  display: "swap",
  preload: false,
});

export const lateFontVariables = tektur.variable;
