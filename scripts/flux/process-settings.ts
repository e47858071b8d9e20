import { keepsKeysInAws } from "@flux/api/key-settings";
import {
  apiSettings,
  auditSettings,
  migrateSettings,
  mintsSettings,
  reconcileSettings,
  refundSettings,
  workerSettings,
} from "@flux/api/settings";
import { indexerSettings } from "@flux/indexer/settings";
import { sandboxSettings } from "@flux/sandbox/settings";
import { webSettings } from "@flux/web/settings";
import { deploySettings } from "../deploy/settings.ts";
import { seedSettings } from "../seed/settings.ts";
import { bareEnvironment, pickSet, type Values } from "./bare-environment.ts";

/** What each process may be told: its own settings, declared beside its code. */
export const processSettings = {
  migrate: migrateSettings,
  deploy: deploySettings,
  seed: seedSettings,
  indexer: indexerSettings,
  api: apiSettings,
  worker: workerSettings,
  web: webSettings,
  sandbox: sandboxSettings,
  audit: auditSettings,
  mints: mintsSettings,
  reconcile: reconcileSettings,
  refund: refundSettings,
};
export type ProcessName = keyof typeof processSettings;

/** What Node needs beside. */
const ofNode = ["NODE_OPTIONS", "NODE_EXTRA_CA_CERTS", "NODE_COMPILE_CACHE"];

/** The environment of a process: its settings and nothing else, so that a key goes to who needs it. */
export function environmentOf(name: ProcessName, values: Values): Record<string, string> {
  const names = [...ofNode, ...Object.keys(processSettings[name].shape)];
  return { ...bareEnvironment(values), ...withoutIdleCredentials(pickSet(names, values)) };
}

/** Who started FLUX may be signed in at AWS or Vault for something else: that goes to nobody whose keys are not there. */
function withoutIdleCredentials(told: Record<string, string>): Record<string, string> {
  const isIdle = (name: string) =>
    (name.startsWith("AWS_") && !keepsKeysInAws(told)) ||
    (name.startsWith("VAULT_") && told.CUSTODY_SEED !== "vault");
  return Object.fromEntries(Object.entries(told).filter(([name]) => !isIdle(name)));
}

/**
 * All that is missing or wrong for these processes, a line a setting that names who needs it:
 * `AUTH_SECRET (api): at least 32 characters`. Empty when they can all be started.
 */
export function findFaults(names: ProcessName[], values: Values): string[] {
  const faults = new Map<string, { reason: string; needed: ProcessName[] }>();
  for (const process of names) {
    const parsed = processSettings[process].safeParse(values);
    for (const { path, message } of parsed.error?.issues ?? []) {
      const name = path.join(".");
      const reason = values[name] === undefined ? "missing" : message;
      const known = faults.get(name);
      if (known) known.needed.push(process);
      else faults.set(name, { reason, needed: [process] });
    }
  }
  return [...faults].map(
    ([name, { reason, needed }]) => `${name} (${[...new Set(needed)].join(", ")}): ${reason}`,
  );
}
