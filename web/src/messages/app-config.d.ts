import type en from "./en.json";

// A key that the catalogue does not have fails in tsc.
declare module "next-intl" {
  interface AppConfig {
    Locale: "en";
    Messages: typeof en;
  }
}
