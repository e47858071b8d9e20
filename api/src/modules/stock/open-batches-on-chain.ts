import { fluxGarmentAbi } from "@flux/contracts";
import { type Address, encodeFunctionData } from "viem";
import type { Chain } from "../../adapters/chain/chain.ts";
import { isKnown } from "../../adapters/chain/is-known.ts";
import { sendCalls } from "../../adapters/chain/send-calls.ts";
import type { Signer } from "../../adapters/chain/signer.ts";
import type { Ipfs } from "../../adapters/ipfs/ipfs.ts";
import type { Deps } from "../../deps.ts";
import { cidIn, pathsOfPin } from "../pins/queries.ts";
import { verifyPin } from "../pins/verify-pin.ts";
import { stockErrors } from "./errors.ts";
import { listBatches } from "./queries.ts";

type Opening = Pick<Deps, "db"> & {
  chain: Pick<Chain, "id" | "client" | "contracts" | "fees">;
  /** Called only when something is to be opened. */
  openIpfs: () => Promise<Ipfs>;
  /** Holds CURATOR_ROLE. No process of the platform has this key: who opens batches brings it. */
  curator: Signer;
  /** What a resale of any garment of these batches is asked for; `feeBps` at most 1,000 (10 %). */
  royalty: { receiver: Address; feeBps: number };
};

/**
 * Opens every batch that its contract does not know yet, with the metadata that was pinned for it and its royalty; one
 * without metadata waits. A chain that was reset gets its batches back. Returns the numbers of those it opened.
 *
 * Nothing can be minted of a batch that is not open, so this is the gate of its metadata: the folder has a file for every
 * serial, its CID is of what is kept, and the gateway serves each file. Throws `metadata_not_verified` for the first of
 * which that is not so, and opens none.
 */
export async function openBatchesOnChain(opening: Opening): Promise<number[]> {
  const { db, chain, curator, royalty } = opening;
  const garment = { address: chain.contracts.FluxGarment, abi: fluxGarmentAbi } as const;
  const rows = (await listBatches(db)).flatMap(({ uri, ...batch }) =>
    uri === null ? [] : [{ ...batch, uri }],
  );
  const known = await Promise.all(
    rows.map(({ id }) =>
      isKnown(
        chain.client.readContract({ ...garment, functionName: "batchOf", args: [BigInt(id)] }),
        "FluxGarmentBatchUnknown",
      ),
    ),
  );
  const due = rows.filter((_, i) => !known[i]);
  if (due.length === 0) return [];
  const ipfs = await opening.openIpfs();
  for (const batch of due) await verifyMetadata({ db, ipfs }, batch);
  const calls = due.map(({ id, cap, uri }) => ({
    to: garment.address,
    data: encodeFunctionData({
      ...{ ...garment, functionName: "openBatchWithRoyalty" },
      args: [BigInt(id), cap, uri, royalty.receiver, BigInt(royalty.feeBps)],
    }),
  }));
  await sendCalls(chain, curator, calls);
  return due.map(({ id }) => id);
}

async function verifyMetadata(
  { db, ipfs }: Pick<Deps, "db"> & { ipfs: Ipfs },
  { id, cap, uri }: { id: number; cap: number; uri: string },
) {
  const refuse = (reason: string, cause?: unknown) =>
    stockErrors.metadata_not_verified({ batchId: id, reason }, cause);
  const cid = cidIn(uri);
  // The contract puts "/<serial>.json" behind it.
  if (!cid || uri !== `ipfs://${cid}`) throw refuse(`its address is ${uri}, not ipfs://<cid>`);
  try {
    await verifyPin({ db, ipfs }, cid);
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error), error);
  }
  const paths = new Set(await pathsOfPin(db, cid));
  for (let serial = 1; serial <= cap; serial += 1)
    if (!paths.has(`${serial}.json`)) throw refuse(`${uri} has no ${serial}.json`);
}
