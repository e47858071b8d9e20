import { fluxGarmentAbi, fluxVotingAbi, tokenIdOf } from "@flux/contracts";
import { createPublicClient, encodeFunctionData, type Hex, http, keccak256, pad, toHex } from "viem";
import { startChain } from "../../test/harness/chain.ts";
import { deployFlux } from "../../test/harness/flux-on-chain.ts";

export const batchId = 1;
const designs = [1n, 2n];
const inAMint = 100;
const garmentsACollector = 5;
const movesABlock = 50;
const votesABlock = 20;
/** More than twice what Ponder leaves for its live part: all that happened is history. */
const emptyBlocks = 90;
/** What both apps write something of. */
const followed = new Set(["BatchOpened", "GarmentMinted", "Transfer", "DesignOpened", "VoteCast"]);

/**
 * A chain on which so many garments were minted, each to a buyer of its own. Every second one was passed on to somebody who
 * collects five of them, and with all of them votes on two designs. Its automatic mining is off.
 */
export async function fillChain(garments: number) {
  const anvil = await startChain();
  const flux = await deployFlux(anvil.rpcUrl);
  const { chain, onGarment, onVoting, deployment } = flux;
  const node = createPublicClient({ transport: http(anvil.rpcUrl, { batch: { batchSize: 500 } }) });
  const ask = (method: string, params: unknown[]) => node.request({ method, params } as never);
  const serials = Array.from({ length: garments }, (_, index) => index + 1);
  const moving = serials.filter((serial) => serial % 2 === 0);

  /** A transaction each, signed by anvil, whoever it is from. */
  async function inABlock(acts: { from: Hex; to: Hex; data: Hex }[], gas: number) {
    await Promise.all(acts.map(({ from }) => ask("anvil_setBalance", [from, toHex(10n ** 18n)])));
    await Promise.all(acts.map((act) => ask("eth_sendTransaction", [{ ...act, gas: toHex(gas) }])));
    await chain.mine({ blocks: 1 });
  }

  async function countEvents() {
    let count = 0;
    const head = await chain.getBlockNumber({ cacheTime: 0 });
    for (let fromBlock = 0n; fromBlock <= head; fromBlock += 50n) {
      const logs = await chain.getLogs({
        address: [deployment.FluxGarment, deployment.FluxVoting],
        events: [...fluxGarmentAbi, ...fluxVotingAbi].filter((item) => item.type === "event"),
        ...{ fromBlock, toBlock: fromBlock + 49n },
      });
      count += logs.filter(({ eventName }) => followed.has(eventName)).length;
    }
    return count;
  }

  await ask("anvil_autoImpersonateAccount", [true]);
  await flux.openBatch(batchId, 999_999);
  await chain.setAutomine(false);
  for (const some of inPieces(serials, inAMint)) {
    const mints = some.map((serial) => ({
      to: buyerOf(serial),
      tokenId: tokenIdOf(batchId, serial),
      tagHash: keccak256(toHex(serial)),
      orderRef: keccak256(toHex(garments + serial)),
    }));
    const data = encodeFunctionData({ ...onGarment, functionName: "mintProducts", args: [mints] });
    await inABlock([{ from: chain.account.address, to: deployment.FluxGarment, data }], 12_000_000);
  }
  for (const some of inPieces(moving, movesABlock)) {
    const moves = some.map((serial) => {
      const from = buyerOf(serial);
      const args = [from, collectorOf(serial), tokenIdOf(batchId, serial)] as const;
      const data = encodeFunctionData({ ...onGarment, functionName: "transferFrom", args });
      return { from, to: deployment.FluxGarment, data };
    });
    await inABlock(moves, 200_000);
  }
  // What moved in the second in which a vote opens has no vote.
  await chain.increaseTime({ seconds: 10 });
  await chain.setAutomine(true);
  for (const designId of designs) await flux.openDesign(designId);
  await chain.setAutomine(false);
  const collectors = [...inPieces(moving, garmentsACollector)];
  for (const designId of designs)
    for (const some of inPieces(collectors, votesABlock)) {
      const votes = some.map((serials) => {
        const args = [designId, serials.map((serial) => tokenIdOf(batchId, serial))] as const;
        const data = encodeFunctionData({ ...onVoting, functionName: "vote", args });
        return { from: collectorOf(serials[0] ?? 0), to: deployment.FluxVoting, data };
      });
      await inABlock(votes, 400_000);
    }
  await chain.mine({ blocks: emptyBlocks });

  const events = await countEvents();
  const sent = 1 + 2 * garments + moving.length + designs.length * (1 + collectors.length);
  if (events !== sent) throw new Error(`the chain has ${events} events of ${sent}: an act has failed`);
  return {
    anvil,
    flux,
    garments,
    events,
    moves: garments + moving.length,
    ballots: designs.length * moving.length,
  };
}

const buyerOf = (serial: number) => pad(toHex(0xf100_0000 + serial), { size: 20 });
const collectorOf = (serial: number) =>
  pad(toHex(0xf200_0000 + Math.ceil(serial / 2 / garmentsACollector)), { size: 20 });

function* inPieces<Thing>(things: Thing[], size: number) {
  for (let at = 0; at < things.length; at += size) yield things.slice(at, at + size);
}
