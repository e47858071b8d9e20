import { readFileSync } from "node:fs";
import type { VaultTransit } from "../keys/vault.ts";

/** The seed, from a file that holds the `vault:v1:…` that Vault made of it. Asked once, at a start. */
export async function readVaultSeed(vault: VaultTransit, { file, key }: { file: string; key: string }) {
  const sealed = readFileSync(file, "utf8").trim();
  if (!/^vault:v\d+:[A-Za-z0-9+/=]+$/.test(sealed))
    throw new Error(
      `The custody seed ${file} must hold what Vault made of it (vault:v1:…): ./flux keys seal writes it.`,
    );
  return vault.decrypt(key, sealed);
}
