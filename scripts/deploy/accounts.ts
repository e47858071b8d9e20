import type { WorkingRole } from "@flux/contracts";
import { type Address, getAddress, type Hex, isAddress, isHex, toHex, zeroAddress } from "viem";
import { mnemonicToAccount, privateKeyToAccount } from "viem/accounts";
import type { z } from "zod";

import type { deploySettings } from "./settings.ts";

export const localChainId = 31337;

type Settings = Partial<z.infer<typeof deploySettings>>;

/** Who holds which role. */
export type RoleHolders = Record<WorkingRole, Address>;
export type DeploymentAccounts = {
  deployerKey: Hex;
  roles: RoleHolders;
  /** Proposes to and executes from the timelock that is the contracts' admin. */
  multisig: Address;
};

/**
 * Reads DEPLOYER_KEY, MULTISIG_ADDRESS and <ROLE>_ADDRESS. The keys of the roles stay where they sign.
 * @throws one list of all that is missing; or, on a public chain, what the deployer would keep.
 */
export function deploymentAccounts(env: Settings, chainId: number): DeploymentAccounts {
  const local = chainId === localChainId;
  const missing: string[] = [];

  function holder(role: Uppercase<WorkingRole> | "MULTISIG", localIndex: number): Address {
    const name = `${role}_ADDRESS` as const;
    const value = env[name];
    if (value !== undefined) {
      if (!isAddress(value) || value === zeroAddress)
        throw new Error(`${name} is not an address with a correct checksum, or nobody's`);
      return getAddress(value);
    }
    if (local) return privateKeyToAccount(localKey(localIndex)).address;
    missing.push(name);
    return "0x";
  }

  const deployerKey = env.DEPLOYER_KEY ?? (local ? localKey(0) : undefined);
  if (deployerKey === undefined) missing.push("DEPLOYER_KEY");
  else if (!isHex(deployerKey) || deployerKey.length !== 66)
    throw new Error("DEPLOYER_KEY is not a private key (0x and 64 hex digits)");
  const roles = {
    minter: holder("MINTER", 1),
    curator: holder("CURATOR", 3),
    tagger: holder("TAGGER", 3),
    attestor: holder("ATTESTOR", 3),
    pauser: holder("PAUSER", 3),
  };
  // On a local chain the deployer stands in for the multisig.
  const multisig = holder("MULTISIG", 0);
  if (deployerKey === undefined || missing.length > 0) {
    throw new Error(`to deploy to chain ${chainId}, set ${missing.join(", ")}`);
  }
  const deployer = privateKeyToAccount(deployerKey).address;
  const kept = Object.entries({ ...roles, multisig }).flatMap(([role, who]) =>
    who === deployer ? [role] : [],
  );
  if (!local && kept.length > 0) {
    throw new Error(`the deployer keeps nothing on chain ${chainId}: another address for ${kept.join(", ")}`);
  }
  return { deployerKey, roles, multisig };
}

/**
 * The timelock's delay: ADMIN_DELAY_SEC, or what the parameters of the chain say.
 * @throws when it is no whole number, or would let the admin of a public chain act unseen.
 */
export function adminDelaySec(env: Settings, chainId: number, ofParameters: number): number {
  const given = env.ADMIN_DELAY_SEC || String(ofParameters);
  if (!/^\d+$/.test(given)) throw new Error(`ADMIN_DELAY_SEC "${given}" is no whole number of seconds`);
  if (Number(given) === 0 && chainId !== localChainId) {
    throw new Error(`the timelock of chain ${chainId} needs a delay: ADMIN_DELAY_SEC is 0`);
  }
  return Number(given);
}

/** A key of the mnemonic that every local chain funds. */
function localKey(addressIndex: number): Hex {
  const account = mnemonicToAccount("test test test test test test test test test test test junk", {
    addressIndex,
  });
  const { privateKey } = account.getHdKey();
  if (!privateKey) throw new Error("the mnemonic gave no private key");
  return toHex(privateKey);
}
