/** What every program needs of the machine that it runs on. */
const ofTheSystem = ["PATH", "HOME", "TMPDIR", "LANG", "TZ", "CI"];

export type Values = Record<string, string | undefined>;

/** The environment of a program that has no settings of FLUX: the database and the chain. */
export function bareEnvironment(values: Values): Record<string, string> {
  return pickSet(ofTheSystem, values);
}

/** These of the values that are set. */
export function pickSet(names: string[], values: Values): Record<string, string> {
  const entries = names.map((name) => [name, values[name]] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
