import { BaseError, type Hex, type PublicClient, RpcError } from "viem";

/**
 * Gives signed bytes to all nodes side by side: one that takes and forgets them, or that nobody listens to, holds nothing
 * up. The bytes are the same everywhere, so they act once. Resolves when one node has them, or has mined them.
 * @throws what the nodes said: a refusal rather than a silence, in their order
 */
export async function sendEverywhere(nodes: PublicClient[], signed: Hex): Promise<void> {
  const sends = nodes.map(async (node) => {
    try {
      await node.sendRawTransaction({ serializedTransaction: signed });
    } catch (error) {
      if (!isKnown(error)) throw error;
    }
  });
  try {
    await Promise.any(sends);
  } catch (failed) {
    const { errors } = failed as AggregateError;
    throw errors.find(isRefusal) ?? errors[0];
  }
}

/** The node has these bytes, or has mined them: both mean that an earlier send arrived. */
function isKnown(error: unknown): boolean {
  const words = error instanceof BaseError ? error.details || error.shortMessage : String(error);
  return /already known|already imported|already exists|known transaction|nonce (is )?too low/i.test(words);
}

/** A node's word about the bytes, not the silence of one that is down. */
function isRefusal(error: unknown): boolean {
  return error instanceof BaseError && error.walk((cause) => cause instanceof RpcError) !== null;
}
