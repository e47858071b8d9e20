import { fluxGarmentAbi, tokenIdOf } from "@flux/contracts";
import { asc, eq } from "drizzle-orm";
import { batch, type IndexerProgress, transfer } from "../../db/chain.ts";
import { inViews } from "../../db/in-views.ts";
import type { Deps } from "../../deps.ts";
import { toAsOf } from "../../http/as-of.ts";
import { mintsOfTokens } from "../../minter/queries.ts";
import { lastTapOf } from "../nfc/queries.ts";
import { findGarments } from "../twins/find-garments.ts";
import { findTwins, type Twin } from "../twins/find-twins.ts";
import { blockchainErrors } from "./errors.ts";

type Place = { batchId: number; serial: number };
type Told = {
  twin: Twin;
  history: (typeof transfer.$inferSelect)[];
  vaulted: boolean;
  metadataUri: string | null;
  lastTap: Awaited<ReturnType<typeof lastTapOf>>;
  asOf: IndexerProgress;
  by: "views" | "chain";
};

/**
 * All that is known of one garment, for anybody to see, as of one block: from one snapshot of the views, or from the chain
 * itself while they are being rebuilt. Throws `garment_not_found`, and without views the `gateErrors`.
 */
export async function readTwin(deps: Deps, place: Place | null) {
  if (!place) throw blockchainErrors.garment_not_found();
  const { twin, asOf, ...told } = (await fromViews(deps, place)) ?? (await fromChain(deps, place));
  const contract = { chainId: deps.chain.id, address: deps.chain.contracts.FluxGarment };
  return { ...twin, ...told, asOf: await toAsOf(deps, asOf), contract };
}
export type FullTwin = Awaited<ReturnType<typeof readTwin>>;

function fromViews({ db }: Deps, { batchId, serial }: Place): Promise<Told | null> {
  const tokenId = tokenIdOf(batchId, serial);
  return inViews(db, async (tx, asOf) => {
    const [twin] = await findTwins(tx, [tokenId]);
    if (!twin) throw blockchainErrors.garment_not_found();
    const history = await tx
      .select()
      .from(transfer)
      .where(eq(transfer.tokenId, tokenId))
      .orderBy(asc(transfer.move));
    const [edition] = await tx.select().from(batch).where(eq(batch.batchId, batchId));
    return {
      ...{ twin, history, asOf, by: "views" as const },
      vaulted: edition?.vaulted ?? false,
      metadataUri: edition?.uri ? `${edition.uri}/${serial}.json` : null,
      lastTap: await lastTapOf(tx, twin.garment.id),
    };
  });
}

/** Who holds it the chain knows by itself; where it has been only our own receipts tell, of what never moved. */
async function fromChain({ db, chain }: Deps, { batchId, serial }: Place): Promise<Told> {
  const tokenId = tokenIdOf(batchId, serial);
  const [garment] = await findGarments(db, [{ batchId, serial }]);
  if (!garment) throw blockchainErrors.garment_not_found();
  const [mint] = await mintsOfTokens(db, [tokenId]);
  const { answer, block } = await chain.ask(async (client, blockNumber) => {
    const onGarment = { address: chain.contracts.FluxGarment, abi: fluxGarmentAbi, blockNumber } as const;
    const { timestamp } = await client.getBlock({ blockNumber });
    const [boundTo] = await client.readContract({
      ...{ ...onGarment, functionName: "tagOf", args: [garment.tagHash] },
    });
    if (boundTo !== tokenId) return { timestamp, token: null };
    const token = await client.readContract({
      ...{ ...onGarment, functionName: "getProductMetadata", args: [tokenId] },
    });
    return { timestamp, token };
  });
  const { token, timestamp } = answer;
  const facts = token && { owner: token.holder, tagHash: garment.tagHash, moves: Number(token.moves) };
  return {
    twin: { tokenId, garment, token: facts, mint: mint ?? null, sending: null, waiting: null },
    history: [],
    vaulted: token?.batchVaulted ?? false,
    metadataUri: token?.uri ?? null,
    lastTap: await lastTapOf(db, garment.id),
    asOf: { block: Number(block), blockAtSec: Number(timestamp) },
    by: "chain",
  };
}
