import { createRequire } from "node:module";
import { createTestClient, encodeAbiParameters, type Hex, http, publicActions, walletActions } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { afterAll, beforeAll, expect, test } from "vitest";
import { developmentMnemonic } from "../../scripts/flux/chain.ts";
import { startChain } from "../../test/harness/chain.ts";
import { startExplorer } from "../src/explorer/server.ts";

const solc: { version(): string; compile(input: string): string } = createRequire(import.meta.url)("solc");
const compilerversion = `v${solc.version().replace(".Emscripten.clang", "")}`;
// Its argument is hidden in an immutable, which no explorer can compare.
const source =
  "contract A { uint256 immutable _a; constructor(uint256 a) { _a = a; } function a() external view returns (uint256) { return _a; } }";
const inputOf = (content: string) => ({
  language: "Solidity",
  sources: { "A.sol": { content: `// SPDX-License-Identifier: MIT\npragma solidity 0.8.37; ${content}` } },
  settings: { outputSelection: { "*": { "*": ["evm.bytecode.object"] } } },
});
const word = (value: bigint) => encodeAbiParameters([{ type: "uint256" }], [value]).slice(2);

let node: Awaited<ReturnType<typeof startChain>>;
let explorer: Awaited<ReturnType<typeof startExplorer>>;
let address: string;
beforeAll(async () => {
  node = await startChain();
  explorer = await startExplorer({ port: 0, rpcUrl: node.rpcUrl, chainId: foundry.id, apiKey: "a key" });
  const chain = createTestClient({
    account: mnemonicToAccount(developmentMnemonic),
    chain: foundry,
    mode: "anvil",
    transport: http(node.rpcUrl),
    pollingInterval: 20,
  })
    .extend(publicActions)
    .extend(walletActions);
  const code = JSON.parse(solc.compile(JSON.stringify(inputOf(source)))).contracts["A.sol"].A.evm.bytecode
    .object;
  const hash = await chain.sendTransaction({ data: `0x${code}${word(7n)}` as Hex });
  address = String((await chain.waitForTransactionReceipt({ hash })).contractAddress);
});
afterAll(async () => {
  await explorer.close();
  await node.close();
});

async function etherscan(action: string, query: Record<string, string>, body?: Record<string, string>) {
  const asked = { module: "contract", chainid: String(foundry.id), apikey: "a key", action, ...query };
  const url = `${explorer.url}/etherscan/v2/api?${new URLSearchParams(asked)}`;
  const answer = await fetch(url, body && { method: "POST", body: new URLSearchParams(body) });
  return (await answer.json()) as { status: string; result: string };
}

type Change = { content?: string; constructorArguments?: string; compilerversion?: string };
const submit = ({ content = source, ...change }: Change) =>
  etherscan(
    "verifysourcecode",
    {},
    {
      contractaddress: address,
      sourceCode: JSON.stringify(inputOf(content)),
      codeformat: "solidity-standard-json-input",
      contractname: "A.sol:A",
      compilerversion,
      constructorArguments: word(7n),
      ...change,
    },
  );

/** What Etherscan says of these sources and arguments once it is done. */
async function verdictOn(change: Change) {
  const { result: guid } = await submit(change);
  for (;;) {
    const { result } = await etherscan("checkverifystatus", { guid });
    if (result !== "Pending in queue") return result;
  }
}

test("Etherscan verifies only the very code and arguments of the contract, and only once", async () => {
  expect(await verdictOn({ constructorArguments: word(8n) })).toMatch(/constructor arguments differ/);
  expect(await verdictOn({ content: source.replace("return _a", "return _a + 1") })).toBe(
    "Fail - Unable to verify",
  );
  expect(await verdictOn({ content: "contract A {" })).toMatch(/ParserError/);
  expect(await verdictOn({ compilerversion: "v0.8.1+commit.df193b15" })).toMatch(/No compiler/);
  expect(await verdictOn({})).toBe("Pass - Verified");
  expect(await submit({})).toMatchObject({ status: "0", result: "Contract source code already verified" });
});

test("Etherscan answers only with a key, and only of its chain", async () => {
  expect((await etherscan("getsourcecode", { address, apikey: "none" })).result).toMatch(/Invalid API Key/);
  expect((await etherscan("getsourcecode", { address, chainid: "1" })).result).toMatch(/unsupported chainid/);
});

test("Sourcify knows no contract before it is verified, and no chain but its own", async () => {
  const known = await fetch(`${explorer.url}/sourcify/v2/contract/${foundry.id}/${address}`);
  expect([known.status, await known.json()]).toMatchObject([404, { match: null }]);
  const elsewhere = await fetch(`${explorer.url}/sourcify/v2/verify/1/${address}`, {
    method: "POST",
    body: "{}",
  });
  expect([elsewhere.status, await elsewhere.json()]).toMatchObject([
    400,
    { customCode: "unsupported_chain" },
  ]);
});
