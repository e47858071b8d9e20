import { Contract, type EventLog, JsonRpcProvider, ZeroAddress } from "ethers";

/** A garment, and who must hold it. */
export type Owned = { tokenId: bigint; owner: string };

/** As any wallet reads an ERC-721: with another library than FLUX's, and nothing of FLUX's own. */
const erc721 = [
  "event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)",
  "function ownerOf(uint256) view returns (address)",
];

/** Reads a chain for itself. `close` when it is done. */
export function openCounter({ rpcUrl, garment }: { rpcUrl: string; garment: string }) {
  const provider = new JsonRpcProvider(rpcUrl, undefined, { staticNetwork: true, cacheTimeout: -1 });
  const contract = new Contract(garment, erc721, provider);
  const transfers = async (of: { from?: string; tokenIds?: bigint[] }) => {
    const filter = contract.filters.Transfer?.(of.from ?? null, null, of.tokenIds ?? null);
    return filter ? ((await contract.queryFilter(filter, 0)) as EventLog[]) : [];
  };

  return {
    /** What is wrong with these garments on the chain, a sentence each: lost, double, or in the wrong hands. */
    async wrongs(wanted: Owned[]): Promise<string[]> {
      const made = await transfers({ from: ZeroAddress, tokenIds: wanted.map(({ tokenId }) => tokenId) });
      const wrongs = wanted.map(async ({ tokenId, owner }) => {
        const times = made.filter(({ args }) => args.tokenId === tokenId).length;
        if (times !== 1) return `${tokenId} was minted ${times} times`;
        const holder: string = await contract.getFunction("ownerOf")(tokenId);
        return holder === owner ? null : `${tokenId} is held by ${holder}, not by ${owner}`;
      });
      return (await Promise.all(wrongs)).filter((wrong) => wrong !== null);
    },
    /** The hash of the block that has this transaction; undefined when none has. */
    blockOf: async (hash: string) => (await provider.getTransactionReceipt(hash))?.blockHash,
    /** How often this garment changed hands since it was made. */
    async moves(tokenId: bigint): Promise<number> {
      return (await transfers({ tokenIds: [tokenId] })).length - 1;
    },
    /** How many garments were ever made. */
    made: async () => (await transfers({ from: ZeroAddress })).length,
    /** How many transactions of an account the chain has, and how many more stand in a node's pool. */
    async nonces(address: string) {
      const used = await provider.getTransactionCount(address, "latest");
      const pool: { pending: Record<string, object>; queued: Record<string, object> } = await provider.send(
        "txpool_content",
        [],
      );
      const waiting = [pool.pending, pool.queued].flatMap((senders) =>
        Object.entries(senders).flatMap(([sender, byNonce]) =>
          sender.toLowerCase() === address.toLowerCase() ? Object.keys(byNonce) : [],
        ),
      );
      return { used, waiting: waiting.length };
    },
    close: () => provider.destroy(),
  };
}
