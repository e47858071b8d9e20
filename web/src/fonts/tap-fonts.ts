import localFont from "next/font/local";

// The verdict stands in whatever face the phone has; ours replaces it when it has come.
const tektur = localFont({
  src: "../../node_modules/@fontsource-variable/tektur/files/tektur-latin-wght-normal.woff2",
  variable: "--font-tektur",
  weight: "400 900",
  display: "swap",
  preload: false,
});

export const tapFontVariables = tektur.variable;
