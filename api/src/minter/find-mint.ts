import { fluxGarmentAbi } from "@flux/contracts";
import { eq } from "drizzle-orm";
import { type Address, type Hash, type Hex, parseEventLogs } from "viem";
import type { Chain } from "../adapters/chain/chain.ts";
import { revertOf } from "../adapters/chain/revert-of.ts";
import type { Db } from "../db/client.ts";
import type { Deps } from "../deps.ts";
import type { Span } from "../read-in-ranges.ts";
import { logsOf } from "./find-receipt.ts";
import { blocksOfSecond, firstBlock, wholeChain } from "./first-block.ts";
import { searchBack } from "./search-back.ts";
import { signedFor } from "./signed-for.ts";
import { type mints, sends } from "./tables.ts";

/** A token's mint as the chain has it: for whom and for which order line. */
export type ChainMint = { orderRef: Hex; to: Address; hash: Hash; block: bigint };
type Wanted = Pick<typeof mints.$inferSelect, "tokenId" | "orderRef" | "requestedAt">;

/**
 * The mint of a token that exists: by what we sent for this order line ourselves, else by whoever did it. Null when it is
 * not found: a node is behind, or gives neither old state nor logs of so long ago.
 */
export async function findMint(
  { db, chain }: Pick<Deps, "db" | "chain">,
  wanted: Wanted,
): Promise<ChainMint | null> {
  const signed = await signedFor(db, wanted);
  const logs = await logsOf(chain, signed);
  const ours = parseEventLogs({ abi: fluxGarmentAbi, eventName: "GarmentMinted", logs });
  const mint = ours.find(({ args }) => args.tokenId === wanted.tokenId);
  return mint ? asMint(mint) : findByState(chain, wanted.tokenId);
}

/** The contract says since when a token is held. Before a token's first move that is when it was minted. */
async function findByState(chain: Chain, tokenId: bigint): Promise<ChainMint | null> {
  const { client, contracts } = chain;
  const garment = { address: contracts.FluxGarment, abi: fluxGarmentAbi } as const;
  const held = await readHeld();
  if (!held) return null;
  const whole = await wholeChain(chain);
  const second = await blocksOfSecond(client, whole, held.heldSince);
  if (!second) return null;
  const [minted] = await searchBack(held.moves === 0n ? second : await blocksBefore(second.to), read);
  return minted ? asMint(minted) : null;

  async function readHeld() {
    try {
      return await client.readContract({ ...garment, functionName: "getProductMetadata", args: [tokenId] });
    } catch (error) {
      if (revertOf(error)?.data?.errorName !== "ERC721NonexistentToken") throw error;
      return null;
    }
  }
  /** It has moved since: the state of old blocks tells when it was not there yet. A node that keeps none refuses. */
  async function blocksBefore(to: bigint): Promise<Span> {
    const born = await firstBlock({ ...whole, to }, existedAt).catch(() => null);
    return born === null ? { ...whole, to } : { from: born, to: born };
  }
  async function existedAt(blockNumber: bigint) {
    const slot = { ...garment, functionName: "slotOf", args: [tokenId], blockNumber } as const;
    return (await client.readContract(slot)) !== 0n;
  }
  function read(fromBlock: bigint, toBlock: bigint) {
    return client.getContractEvents({
      ...{ ...garment, eventName: "GarmentMinted", args: { tokenId } },
      ...{ fromBlock, toBlock, strict: true },
    });
  }
}

type MintLog = { args: Pick<ChainMint, "orderRef" | "to">; transactionHash: Hash; blockNumber: bigint };

function asMint({ args: { orderRef, to }, transactionHash, blockNumber }: MintLog): ChainMint {
  return { orderRef, to, hash: transactionHash, block: blockNumber };
}

/** Which transaction of ours has this hash; undefined when none has. */
export async function transactionOfHash(db: Db, hash: Hash): Promise<string | undefined> {
  const [send] = await db.select({ id: sends.transactionId }).from(sends).where(eq(sends.hash, hash));
  return send?.id;
}
