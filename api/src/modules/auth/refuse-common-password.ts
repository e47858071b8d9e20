import { invalidInput } from "../../errors.ts";

/** The 49,233 passwords that leaks and lists hold most, from @zxcvbn-ts/language-common. Loaded by the first that needs it. */
let common: Promise<Set<string>> | undefined;
const load = async () => {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"]);
};

/** Refuses a new password that everybody tries first, also with digits or signs after it: "Password123!". */
export async function refuseCommonPassword(password: string, path = "password"): Promise<void> {
  common ??= load();
  const words = await common;
  const lower = password.normalize("NFKC").toLowerCase();
  const [bare = ""] = /^.*\p{L}/u.exec(lower) ?? [];
  if (!words.has(lower) && !words.has(bare)) return;
  throw invalidInput([{ path, message: "is among the passwords that are tried first: choose another" }]);
}
