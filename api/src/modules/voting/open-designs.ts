import { fluxVotingAbi } from "@flux/contracts";
import { encodeFunctionData } from "viem";
import type { Chain } from "../../adapters/chain/chain.ts";
import { isKnown } from "../../adapters/chain/is-known.ts";
import { sendCalls } from "../../adapters/chain/send-calls.ts";
import type { Signer } from "../../adapters/chain/signer.ts";
import type { Ipfs } from "../../adapters/ipfs/ipfs.ts";
import { jsonFile } from "../../adapters/ipfs/json-file.ts";
import type { Deps } from "../../deps.ts";
import { pinFolder } from "../pins/pin-folder.ts";
import { verifyPin } from "../pins/verify-pin.ts";
import { designs } from "./tables.ts";

type NewDesign = {
  /** Its id on chain, from 1. */
  id: number;
  title: string;
  description: string;
  /** How long the vote is open, from now. */
  days: number;
};
type Opening = Pick<Deps, "db"> & {
  chain: Pick<Chain, "id" | "client" | "contracts" | "fees">;
  /** Called only when something is to be pinned. */
  openIpfs: () => Promise<Ipfs>;
  /** Holds CURATOR_ROLE. No process of the platform has this key: who opens designs brings it. */
  curator: Signer;
};

/**
 * Keeps the words of designs and opens for voting those that the contract does not know yet. Words that are there
 * stay: people vote on what they read. Returns the ids of those it opened.
 */
export async function openDesigns(
  { db, chain, openIpfs, curator }: Opening,
  wanted: readonly NewDesign[],
): Promise<number[]> {
  await db
    .insert(designs)
    .values(wanted.map(({ id, title, description }) => ({ id, title, description })))
    .onConflictDoNothing();
  const voting = { address: chain.contracts.FluxVoting, abi: fluxVotingAbi } as const;
  const known = await Promise.all(
    wanted.map(({ id }) =>
      isKnown(
        chain.client.readContract({ ...voting, functionName: "designOf", args: [BigInt(id)] }),
        "FluxVotingDesignUnknown",
      ),
    ),
  );
  const due = wanted.filter((_, i) => !known[i]);
  if (due.length === 0) return [];
  const ipfs = await openIpfs();
  const { timestamp: now } = await chain.client.getBlock();
  const calls = await Promise.all(
    due.map(async ({ id, title, description, days }) => {
      const file = jsonFile(`design-${id}.json`, { name: title, description });
      const cid = await pinFolder({ db, ipfs }, { name: `design-${id}`, files: [file] });
      await verifyPin({ db, ipfs }, cid);
      const uri = `ipfs://${cid}/${file.path}`;
      const args = [BigInt(id), now, now + BigInt(days * 86_400), uri] as const;
      return {
        to: voting.address,
        data: encodeFunctionData({ ...voting, functionName: "openDesign", args }),
      };
    }),
  );
  await sendCalls(chain, curator, calls);
  return due.map(({ id }) => id);
}
