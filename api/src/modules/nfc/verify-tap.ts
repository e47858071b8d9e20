import { fluxGarmentAbi, tokenIdOf } from "@flux/contracts";
import { isAddressEqual } from "viem";
import type { Deps } from "../../deps.ts";
import { findGarmentByChip, type TwinGarment } from "../twins/find-garments.ts";
import { readChallengeTap } from "./read-challenge-tap.ts";
import { readUrlTap } from "./read-url-tap.ts";
import type { Scan, TapRefusal } from "./scan.ts";
import { taps } from "./tables.ts";

export type TapVerdict = { genuine: true; tokenId: bigint } | { genuine: false; reason: TapRefusal };

type VerifyTap = { scan: Scan; userId: string | null };

/**
 * Says whether a tap is a garment's own chip, here and now. The signature proves the chip, our register says
 * which garment it was sewn into, the chain says which token it speaks for. Each read counts once.
 */
export async function verifyTap(deps: Deps, { scan, userId }: VerifyTap): Promise<TapVerdict> {
  const read = scan.kind === "challenge" ? await readChallengeTap(deps, scan) : readUrlTap(scan);
  if (typeof read === "string") return refused(read);

  // Never by the first key alone: a forger's URL can show a real one beside his own second key.
  const garment = await findGarmentByChip(deps.db, read.claimed ? [read.claimed] : read.signers);
  if (!garment) return refused("unknown_tag");
  const { chipPk2Address } = garment;
  const signed = read.signers.some((signer) => chipPk2Address && isAddressEqual(signer, chipPk2Address));
  if (!signed) return refused("bad_signature");

  const refusal = await askChain(deps, garment);
  if (refusal) return refused(refusal);
  return deps.db.transaction(async (tx) => {
    const spent = await read.spend(tx, garment);
    if (typeof spent === "string") return refused(spent);
    await tx.insert(taps).values({ garmentId: garment.id, kind: scan.kind, userId, ...spent });
    return { genuine: true as const, tokenId: tokenIdOf(garment.batchId, garment.serial) };
  });
}

/** The chain has the last word about a tag: it may be retired, or bound to another garment. */
async function askChain({ chain, log }: Deps, garment: TwinGarment): Promise<TapRefusal | null> {
  const {
    answer: [tokenId, retired],
  } = await chain.ask((client, blockNumber) =>
    client.readContract({
      address: chain.contracts.FluxGarment,
      abi: fluxGarmentAbi,
      functionName: "tagOf",
      args: [garment.tagHash],
      blockNumber,
    }),
  );
  if (retired) return "tag_retired";
  // 0: not minted yet, as every garment in stock.
  if (tokenId === 0n || tokenId === tokenIdOf(garment.batchId, garment.serial)) return null;
  log.error(
    { garmentId: garment.id, tokenId: String(tokenId) },
    "the chain binds this tag to another garment",
  );
  return "unknown_tag";
}

const refused = (reason: TapRefusal) => ({ genuine: false as const, reason });
