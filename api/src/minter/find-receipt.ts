import { type Hash, type TransactionReceipt, TransactionReceiptNotFoundError } from "viem";
import type { Chain } from "../adapters/chain/chain.ts";

/** The receipt of a transaction; null as long as it is not mined. */
export async function findReceipt({ client }: Chain, hash: Hash): Promise<TransactionReceipt | null> {
  try {
    return await client.getTransactionReceipt({ hash });
  } catch (error) {
    if (error instanceof TransactionReceiptNotFoundError) return null;
    throw error;
  }
}
