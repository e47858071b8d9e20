import { fluxGarmentAbi } from "@flux/contracts";
import { encodeFunctionData } from "viem";
import type { Chain } from "../../adapters/chain/chain.ts";
import { isKnown } from "../../adapters/chain/is-known.ts";
import { sendCalls } from "../../adapters/chain/send-calls.ts";
import type { Signer } from "../../adapters/chain/signer.ts";
import type { Deps } from "../../deps.ts";
import { listBatches } from "./queries.ts";

type Opening = Pick<Deps, "db"> & {
  chain: Pick<Chain, "id" | "client" | "contracts" | "fees">;
  /** Holds CURATOR_ROLE. No process of the platform has this key: who opens batches brings it. */
  curator: Signer;
};

/**
 * Opens every batch that its contract does not know yet, with the metadata that was pinned for it; one without
 * waits. A chain that was reset gets its batches back. Returns the numbers of those it opened.
 */
export async function openBatchesOnChain({ db, chain, curator }: Opening): Promise<number[]> {
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
  const calls = due.map(({ id, cap, uri }) => ({
    to: garment.address,
    data: encodeFunctionData({ ...garment, functionName: "openBatch", args: [BigInt(id), cap, uri] }),
  }));
  await sendCalls(chain, curator, calls);
  return due.map(({ id }) => id);
}
