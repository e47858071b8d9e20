import { fluxGarmentAbi, fluxVotingAbi } from "@flux/contracts";
import { type ContractFunctionParameters, createWalletClient, type Hash, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { connectChain } from "../../api/src/adapters/chain/chain.ts";
import { batches } from "../../api/src/modules/stock/tables.ts";
import { seedDesigns } from "./designs.ts";
import type { Seed } from "./open-seed.ts";

/** Opens every batch that its contract does not know yet, with the metadata that was pinned for it. */
export async function openBatches(seed: Seed) {
  const { client, contracts } = connectChain(seed.env);
  const garment = { address: contracts.FluxGarment, abi: fluxGarmentAbi } as const;
  const rows = await seed.db.select().from(batches).orderBy(batches.id);
  const known = await Promise.all(
    rows.map(({ id }) =>
      client.readContract({ ...garment, functionName: "batchOf", args: [BigInt(id)] }).catch(unlessUnknown),
    ),
  );
  const due = rows.filter((_, i) => !known[i]);
  await sendAll(
    seed,
    due.map(({ id, cap, uri }) => ({
      ...garment,
      functionName: "openBatch",
      args: [BigInt(id), cap, uri ?? ""],
    })),
  );
  if (due.length > 0) seed.say(`${due.length} batches opened on chain`);
}

/** Opens every design for voting that its contract does not know yet. */
export async function openDesigns(seed: Seed) {
  const { client, contracts } = connectChain(seed.env);
  const voting = { address: contracts.FluxVoting, abi: fluxVotingAbi } as const;
  const known = await Promise.all(
    seedDesigns.map(({ id }) =>
      client.readContract({ ...voting, functionName: "designOf", args: [BigInt(id)] }).catch(unlessUnknown),
    ),
  );
  const due = seedDesigns.filter((_, i) => !known[i]);
  if (due.length === 0) return;
  const { createPinata } = await import("../../api/src/adapters/ipfs/pinata.ts");
  const ipfs = createPinata(seed.env);
  const { timestamp: now } = await client.getBlock();
  const calls = await Promise.all(
    due.map(async ({ id, title, description, days }) => {
      const content = JSON.stringify({ name: title, description });
      const uri = await ipfs.pinFile({ path: `design-${id}.json`, content, type: "application/json" });
      const closesAt = now + BigInt(days * 86_400);
      return { ...voting, functionName: "openDesign", args: [BigInt(id), now, closesAt, uri] };
    }),
  );
  await sendAll(seed, calls);
  seed.say(`${due.length} designs opened for voting`);
}

/** The contracts answer a question about an unknown id with an error of that name; anything else is trouble. */
function unlessUnknown(error: Error) {
  if (/Error: Flux(GarmentBatch|VotingDesign)Unknown\(/.test(error.message)) return null;
  throw error;
}

/** Sends calls of the curator one behind the other and waits for all of them. */
async function sendAll({ env, curatorKey }: Seed, calls: ContractFunctionParameters[]) {
  if (calls.length === 0) return;
  const { client } = connectChain(env);
  const account = privateKeyToAccount(curatorKey);
  const wallet = createWalletClient({ account, chain: client.chain, transport: http(env.RPC_URL) });
  let nonce = await client.getTransactionCount({ address: account.address, blockTag: "pending" });
  const hashes: Hash[] = [];
  for (const call of calls)
    hashes.push(await wallet.writeContract({ ...call, nonce: nonce++, gas: 500_000n } as never));
  const receipts = await Promise.all(
    hashes.map((hash) => client.waitForTransactionReceipt({ hash, pollingInterval: 50 })),
  );
  const failed = receipts.filter((receipt) => receipt.status !== "success");
  if (failed.length > 0)
    throw new Error(`on chain, ${failed.map((receipt) => receipt.transactionHash).join(", ")} reverted`);
}
