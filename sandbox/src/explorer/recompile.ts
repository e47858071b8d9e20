import { createRequire } from "node:module";
import { type Address, getContractAddress, type Hex, type PublicClient } from "viem";
import { z } from "zod";

const solc: { version(): string; compile(input: string): string } = createRequire(import.meta.url)("solc");

const codeSchema = z.object({ object: z.string() });
const outputSchema = z.object({
  errors: z.array(z.object({ severity: z.string(), formattedMessage: z.string() })).default([]),
  contracts: z
    .record(
      z.string(),
      z.record(
        z.string(),
        z.object({
          evm: z.object({
            bytecode: codeSchema,
            deployedBytecode: codeSchema.extend({
              immutableReferences: z
                .record(z.string(), z.array(z.object({ start: z.int(), length: z.int() })))
                .default({}),
            }),
          }),
        }),
      ),
    )
    .default({}),
});

export interface Submission {
  address: Address;
  /** solc's standard JSON input. */
  input: { language: string; sources: object; settings: object };
  /** `<source>:<contract>`. */
  contract: string;
  /** Such as `v0.8.37+commit.f401782d`. */
  compilerVersion: string;
  /** ABI-encoded, without 0x. Asked for by Etherscan only. */
  constructorArguments?: string;
}

export type Verdict = { matches: true } | { matches: false; code: string; message: string };

/** What an explorer does: compiles what it was sent, and compares with what the chain has at the address. */
export async function recompile(client: PublicClient, submission: Submission): Promise<Verdict> {
  const { address, input, contract, compilerVersion, constructorArguments } = submission;
  const onChain = await client.getCode({ address });
  if (!onChain) {
    const message = `Unable to locate ContractCode at ${address}`;
    return { matches: false, code: "contract_not_deployed", message };
  }
  if (compilerVersion !== `v${solc.version().replace(".Emscripten.clang", "")}`) {
    return {
      matches: false,
      code: "unsupported_compiler_version",
      message: `No compiler ${compilerVersion}`,
    };
  }
  const [, source = "", name = ""] = /^(.*):(.*?)$/.exec(contract) ?? [];
  const selection = ["evm.bytecode.object", "evm.deployedBytecode"];
  const settings = { ...input.settings, outputSelection: { [source]: { [name]: selection } } };
  const output = outputSchema.parse(JSON.parse(solc.compile(JSON.stringify({ ...input, settings }))));
  const error = output.errors.find(({ severity }) => severity === "error");
  if (error) return { matches: false, code: "compiler_error", message: error.formattedMessage };
  const compiled = output.contracts[source]?.[name]?.evm;
  if (!compiled)
    return { matches: false, code: "contract_not_found", message: `No ${contract} in the output` };

  const { object, immutableReferences } = compiled.deployedBytecode;
  const places = Object.values(immutableReferences).flat();
  if (masked(onChain, places) !== masked(`0x${object}`, places)) {
    return { matches: false, code: "no_match", message: "Fail - Unable to verify" };
  }
  if (constructorArguments !== undefined) {
    const created = await creationOf(client, address);
    if (created !== `0x${compiled.bytecode.object}${constructorArguments}`) {
      return {
        matches: false,
        code: "no_match",
        message: "Fail - Unable to verify. The constructor arguments differ",
      };
    }
  }
  return { matches: true };
}

/** Immutables are written into the code as it is deployed, so the compiler cannot know them. */
function masked(code: Hex, places: { start: number; length: number }[]) {
  const digits = [...code.slice(2)];
  for (const { start, length } of places) digits.fill("0", 2 * start, 2 * (start + length));
  return digits.join("");
}

/** What the transaction that created a contract carried. An explorer has indexed it; this one looks through the chain. */
async function creationOf(client: PublicClient, address: Address): Promise<Hex | undefined> {
  for (let blockNumber = await client.getBlockNumber(); blockNumber >= 0n; blockNumber--) {
    const { transactions } = await client.getBlock({ blockNumber, includeTransactions: true });
    for (const { from, to, nonce, input } of transactions) {
      if (to === null && getContractAddress({ from, nonce: BigInt(nonce) }) === address) return input;
    }
  }
}
