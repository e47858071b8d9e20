import { readFileSync } from "node:fs";
import { type Address, getAddress, type Hex, isAddress, isHex } from "viem";

/** Where FLUX lives on one chain. `startBlock` is the first block that can hold one of its events. */
export type Deployment = {
  chainId: number;
  startBlock: number;
  /** The hash of the chain's block 0: a local chain that was reset has another. */
  genesisHash: Hex;
  FluxGarment: Address;
  FluxVoting: Address;
  /** The admin of both. */
  Timelock?: Address;
};

/**
 * Reads the deployment of a chain.
 * @param file a path; by default `contracts/deployments/<chainId>.json`.
 * @throws if there is no such file, or it is of another chain, or malformed.
 */
export function readDeployment(file: string | undefined, chainId: number): Deployment {
  const path = file ?? new URL(`../deployments/${chainId}.json`, import.meta.url);
  const deployment = parseDeployment(readFileSync(path, "utf8"));
  if (deployment.chainId !== chainId) {
    throw new Error(`${path} is of chain ${deployment.chainId}, not ${chainId}`);
  }
  return deployment;
}

/** Parses the text of a deployment file; throws with the field that is wrong. */
export function parseDeployment(text: string): Deployment {
  const fields: Record<string, unknown> = JSON.parse(text);
  return {
    chainId: naturalNumber(fields, "chainId"),
    startBlock: naturalNumber(fields, "startBlock"),
    genesisHash: hash(fields, "genesisHash"),
    FluxGarment: address(fields, "FluxGarment"),
    FluxVoting: address(fields, "FluxVoting"),
    ...(fields.Timelock === undefined ? {} : { Timelock: address(fields, "Timelock") }),
  };
}

function naturalNumber(fields: Record<string, unknown>, name: string): number {
  const value = fields[name];
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw malformed(name, value);
  return value;
}

function hash(fields: Record<string, unknown>, name: string): Hex {
  const value = fields[name];
  if (!isHex(value) || value.length !== 66) throw malformed(name, value);
  return value;
}

function address(fields: Record<string, unknown>, name: string): Address {
  const value = fields[name];
  if (typeof value !== "string" || !isAddress(value, { strict: false })) throw malformed(name, value);
  return getAddress(value);
}

const malformed = (name: string, value: unknown) =>
  new Error(`the deployment's ${name} is malformed: ${JSON.stringify(value)}`);
