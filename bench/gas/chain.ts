import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import {
  type Abi,
  type Account,
  type Address,
  createPublicClient,
  createWalletClient,
  custom,
  encodeDeployData,
  encodeFunctionData,
  getAddress,
  type Hex,
  keccak256,
  type Log,
  type PublicClient,
  toBytes,
  toHex,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { hardhat } from "viem/chains";

/** A transaction that was mined. */
export type Mined = { gasUsed: number; data: Hex; logs: Log[] };
export type Chain = Awaited<ReturnType<typeof startChain>>;

/** Random to the eye, the same in each run: gas depends on the zeros in calldata. */
export const hashOf = (what: string): Hex => keccak256(toBytes(`flux bench: ${what}`));
export const person = (name: string) => privateKeyToAccount(hashOf(name));
export const people = (name: string, count = 50) =>
  Array.from({ length: count }, (_, i) => person(`${name} ${i}`));
/** A second in 2033: signed deadlines are calldata too. */
export const deadline = 2_000_000_000n;

/** A chain inside this process, on which everything is sent as a transaction and mined. */
export async function startChain(hre: HardhatRuntimeEnvironment) {
  const { provider, close } = await hre.network.create();
  const transport = custom(provider, { retryCount: 0 });
  const client: PublicClient = createPublicClient({ chain: hardhat, transport, cacheTime: 0 });
  const relayer = person("relayer");

  async function mine(from: Account, to: Address | undefined, data: Hex) {
    await provider.request({ method: "hardhat_setBalance", params: [from.address, toHex(10n ** 20n)] });
    const wallet = createWalletClient({ account: from, chain: hardhat, transport });
    const hash = await wallet.sendTransaction({ to, data });
    const { status, gasUsed, logs, contractAddress } = await client.getTransactionReceipt({ hash });
    if (status !== "success") throw new Error(`a transaction to ${to} reverted`);
    return { mined: { gasUsed: Number(gasUsed), data, logs }, contractAddress };
  }

  return {
    client,
    chainId: hardhat.id,
    relayer,
    stop: close,
    now: async () => (await client.getBlock()).timestamp,
    /** Deploys a compiled contract and gives back how to call it. */
    async deploy(name: string, args: readonly unknown[] = []) {
      const { abi: json, bytecode } = await hre.artifacts.readArtifact(name);
      const abi = json as Abi;
      const init = encodeDeployData({ abi, bytecode: bytecode as Hex, args });
      const { contractAddress } = await mine(relayer, undefined, init);
      const address = getAddress(contractAddress ?? "0x");
      return {
        address,
        send: async (functionName: string, values: readonly unknown[], from: Account = relayer) =>
          (await mine(from, address, encodeFunctionData({ abi, functionName, args: values }))).mined,
        read: (functionName: string, values: readonly unknown[] = []) =>
          client.readContract({ abi, address, functionName, args: values }),
      };
    },
    /** Mines a block at this time, in Unix seconds. */
    async warpTo(timestamp: bigint) {
      await provider.request({ method: "evm_setNextBlockTimestamp", params: [toHex(timestamp)] });
      await provider.request({ method: "evm_mine" });
    },
  };
}
