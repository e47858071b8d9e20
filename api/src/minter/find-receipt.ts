import { type Hash, type Log, type TransactionReceipt, TransactionReceiptNotFoundError } from "viem";
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

/** All that these sends did on chain, as far as they were mined. */
export async function logsOf(chain: Chain, sends: { hash: Hash }[]): Promise<Log[]> {
  const receipts = await Promise.all(sends.map(({ hash }) => findReceipt(chain, hash)));
  return receipts.flatMap((receipt) => receipt?.logs ?? []);
}
