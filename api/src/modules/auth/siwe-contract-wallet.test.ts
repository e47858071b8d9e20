import { type Address, createWalletClient, getContractAddress, type Hex, http, toHex, zeroHash } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { createSiweMessage } from "viem/siwe";
import { serializeErc6492Signature } from "viem/utils";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startChain } from "../../../../test/harness/chain.ts";
import { errorOf } from "../../../test/error-of.ts";
import { startApi, type TestApi } from "../../../test/start-api.ts";
import { signedInSchema, siweNonceSchema } from "./schema.ts";

// A wallet in 26 bytes of code: isValidSignature says yes (0x1626ba7e) to a signature that begins with 0x42.
const walletCode = "0x601a600c600039601a6000f360643560001a604214631626ba7e60e01b0260005260206000f3";
/** Deploys what follows a salt, by CREATE2. Stands on every anvil. */
const factory = "0x4e59b44847b379578588920cA78FbF26c0B4956C";
const yes: Hex = `0x42${"00".repeat(64)}`;
const no: Hex = `0x43${"00".repeat(64)}`;

let chain: Awaited<ReturnType<typeof startChain>>;
let api: TestApi;
let apiWithoutChain: TestApi;
let wallet: Address;
beforeAll(async () => {
  chain = await startChain();
  [api, apiWithoutChain] = await Promise.all([startApi({ RPC_URL: chain.rpcUrl }), startApi()]);
  const account = privateKeyToAccount(generatePrivateKey());
  const oneEther = toHex(10n ** 18n);
  await chain.client.request({ method: "anvil_setBalance", params: [account.address, oneEther] } as never);
  const client = createWalletClient({ account, transport: http(chain.rpcUrl) });
  const hash = await client.deployContract({ abi: [], bytecode: walletCode, chain: null });
  const { contractAddress } = await chain.client.waitForTransactionReceipt({ hash });
  if (!contractAddress) throw new Error("the wallet was not deployed");
  wallet = contractAddress;
});
afterAll(async () => {
  await Promise.all([api.close(), apiWithoutChain.close()]);
  await chain.close();
});

async function signIn(at: TestApi, address: Address, sign: (message: string) => Hex | Promise<Hex>) {
  const answer = await at.post("/api/auth/siwe/nonce");
  const { expiresAt, ...asked } = siweNonceSchema.strict().parse(await answer.json());
  const message = createSiweMessage({
    ...asked,
    address,
    issuedAt: new Date(),
    expirationTime: new Date(expiresAt),
  });
  return at.post("/api/auth/siwe/verify", { message, signature: await sign(message) });
}

test("a contract wallet signs in by its own word (ERC-1271)", async () => {
  const session = signedInSchema.strict().parse(await (await signIn(api, wallet, () => yes)).json());
  expect(session.user.email).toBeNull();
  expect(await errorOf(await signIn(api, wallet, () => no))).toEqual([401, "siwe_signature_invalid"]);
});

test("a contract wallet that is not deployed yet signs in with its way to be deployed (ERC-6492)", async () => {
  const address = getContractAddress({
    opcode: "CREATE2",
    from: factory,
    salt: zeroHash,
    bytecode: walletCode,
  });
  const data: Hex = `${zeroHash}${walletCode.slice(2)}`;
  const wrapped = (signature: Hex) => serializeErc6492Signature({ address: factory, data, signature });
  expect((await signIn(api, address, () => wrapped(yes))).status).toBe(200);
  expect(await errorOf(await signIn(api, address, () => wrapped(no)))).toEqual([
    401,
    "siwe_signature_invalid",
  ]);
  // Its way leads to that address only.
  const other = privateKeyToAccount(generatePrivateKey()).address;
  expect(await errorOf(await signIn(api, other, () => wrapped(yes)))).toEqual([
    401,
    "siwe_signature_invalid",
  ]);
});

test("a key that lets a contract speak for it (EIP-7702) signs in by itself, and by that contract's word", async () => {
  const account = privateKeyToAccount(generatePrivateKey());
  const oneEther = toHex(10n ** 18n);
  await chain.client.request({ method: "anvil_setBalance", params: [account.address, oneEther] } as never);
  const client = createWalletClient({ account, chain: foundry, transport: http(chain.rpcUrl) });
  // Its own transaction carries it, and counts first.
  const authorization = await client.signAuthorization({ contractAddress: wallet, executor: "self" });
  const hash = await client.sendTransaction({ to: account.address, authorizationList: [authorization] });
  await chain.client.waitForTransactionReceipt({ hash });
  const code = await chain.client.getCode({ address: account.address });
  expect(code).toBe(`0xef0100${wallet.slice(2).toLowerCase()}`);

  const sign = (message: string) => account.signMessage({ message });
  const byKey = signedInSchema.strict().parse(await (await signIn(api, account.address, sign)).json());
  const byContract = signedInSchema
    .strict()
    .parse(await (await signIn(api, account.address, () => yes)).json());
  expect(byContract.user.id).toBe(byKey.user.id);
  const stranger = privateKeyToAccount(generatePrivateKey());
  for (const wrong of [() => no, (message: string) => stranger.signMessage({ message })])
    expect(await errorOf(await signIn(api, account.address, wrong))).toEqual([401, "siwe_signature_invalid"]);
  // The key needs no chain, whatever stands at its address.
  expect((await signIn(apiWithoutChain, account.address, sign)).status).toBe(200);
});

test("while the chain is down keys sign in, and contracts are told to come back", async () => {
  const account = privateKeyToAccount(generatePrivateKey());
  const byKey = await signIn(apiWithoutChain, account.address, (message) => account.signMessage({ message }));
  expect(byKey.status).toBe(200);
  expect(await errorOf(await signIn(apiWithoutChain, wallet, () => yes))).toEqual([503, "chain_unreachable"]);
});
