import { type Deployment, readDeployment } from "@flux/contracts";
import {
  createPublicClient,
  defineChain,
  fallback,
  type Hex,
  http,
  type PublicClient,
  type Transport,
  type Chain as ViemChain,
} from "viem";
import type { Env } from "../../env.ts";
import { askWitnesses, type Testimony, type WitnessRead } from "./ask-witnesses.ts";
import { type Fees, feesFor, type GasPrice, readGasPrice } from "./fees.ts";
import { isFinal } from "./finality.ts";
import { type ChainReport, lookAtNodes, nameNodes } from "./look-at-nodes.ts";
import { createNewestBlock } from "./newest-block.ts";
import { sendEverywhere } from "./send-everywhere.ts";
import { createWitness, type Head } from "./witness.ts";

/** What any process may ask of the chain. Nobody signs here: the worker alone has signers (signer.ts). */
export type Chain = {
  id: number;
  /** Reads from the first node that answers, in the order of RPC_URL. */
  client: PublicClient;
  contracts: Deployment;
  /** What a right depends on, by the word of two nodes where there are two; throws the `gateErrors`. */
  ask<T>(read: WitnessRead<T>): Promise<Testimony<T>>;
  /** The chain's head, for what is only shown; null when nobody tells it now. */
  newestBlock(): Promise<Head | null>;
  /** How each node of RPC_URL is. Never fails. */
  look(): Promise<ChainReport>;
  gasPrice(): Promise<GasPrice>;
  /** What to offer now. No ceiling but the network's own is held here: the minter has its own. */
  fees(): Promise<Fees>;
  /** Gives signed bytes to every node. Resolves when one has them, now or before; rejects with what they said. */
  send(signed: Hex): Promise<void>;
  /** Whether no reorganisation takes this block back. */
  isFinal(blockNumber: bigint): Promise<boolean>;
};

/** For how long one try of a read may take in all, over each node once. */
const tryMs = 8_000;
/** Polygon's own node takes no more calls than this in one request, unless it is set up to. */
const batch = { batchSize: 100 };
/** For how long one node is waited for where others stand beside it, or a right waits. */
const witnessMs = 4_000;

type ChainEnv = Pick<Env, "RPC_URL" | "CHAIN_ID" | "DEPLOYMENT_FILE" | "MAX_HEAD_AGE_SEC">;

export function connectChain(env: ChainEnv): Chain {
  const { RPC_URL: urls, CHAIN_ID: id } = env;
  const network: ViemChain = defineChain({
    id,
    name: `chain ${id}`,
    nativeCurrency: { name: "POL", symbol: "POL", decimals: 18 },
    rpcUrls: { default: { http: urls } },
  });
  const connectTo = (transport: Transport) => createPublicClient({ chain: network, transport, cacheTime: 0 });
  // Reads asked for in one turn of the event loop travel as one request. Each try goes once round the nodes.
  const inTurn = urls.map((url) => http(url, { batch, timeout: tryMs / urls.length }));
  const client = connectTo(fallback(inTurn, { rank: false, retryCount: 1 }));
  const each = urls.map((url) => connectTo(http(url, { batch, timeout: witnessMs, retryCount: 1 })));
  const patience = { maxHeadAgeSec: env.MAX_HEAD_AGE_SEC, minesOnDemand: id === 31337 };
  const witnesses = each.map((node) => createWitness(node, patience));
  const names = nameNodes(urls);
  return {
    id,
    client,
    contracts: readDeployment(env.DEPLOYMENT_FILE, id),
    ask: (read) => askWitnesses(witnesses, read),
    newestBlock: createNewestBlock(witnesses),
    look: () => lookAtNodes(witnesses.map((witness, at) => ({ name: names[at] ?? "", witness }))),
    gasPrice: () => readGasPrice(client, id),
    fees: async () => feesFor(await readGasPrice(client, id)),
    send: (signed) => sendEverywhere(each, signed),
    isFinal: (blockNumber) => isFinal(client, id, blockNumber),
  };
}
