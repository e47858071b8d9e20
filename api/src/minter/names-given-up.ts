import { fluxGarmentAbi } from "@flux/contracts";
import { and, eq, inArray } from "drizzle-orm";
import { decodeFunctionData, getAbiItem, type Hex, parseTransaction, toFunctionSelector } from "viem";
import type { Db } from "../db/client.ts";
import { mints } from "./tables.ts";

/**
 * Whether signed bytes would mint a garment whose mint was given up: its buyer has another one or the money back. They were
 * dead when that was proved, and live again only after a reorganisation deeper than finality.
 */
export async function namesGivenUp(db: Db, raw: Hex): Promise<boolean> {
  const tokenIds = tokensMintedBy(raw);
  if (tokenIds.length === 0) return false;
  const [givenUp] = await db
    .select({ id: mints.id })
    .from(mints)
    .where(and(inArray(mints.tokenId, tokenIds), eq(mints.state, "given_up")))
    .limit(1);
  return givenUp !== undefined;
}

const mintSelectors = (["mintProduct", "mintProducts"] as const).map((name) =>
  toFunctionSelector(getAbiItem({ abi: fluxGarmentAbi, name })),
);

function tokensMintedBy(raw: Hex): bigint[] {
  const { data } = parseTransaction(raw);
  if (!data || !mintSelectors.some((selector) => data.startsWith(selector))) return [];
  const { functionName, args } = decodeFunctionData({ abi: fluxGarmentAbi, data });
  if (functionName === "mintProduct") return [args[0].tokenId];
  return functionName === "mintProducts" ? args[0].map(({ tokenId }) => tokenId) : [];
}
