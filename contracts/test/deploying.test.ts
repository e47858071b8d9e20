import hre from "hardhat";
import { BaseError, decodeErrorResult, encodeDeployData, type Hex } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Flux, people, startFlux, zero } from "./flux.ts";

let flux: Flux;
beforeAll(async () => {
  flux = await startFlux();
});
afterAll(() => flux.stop());

const hasData = (error: unknown): error is { data: Hex } =>
  typeof (error as { data?: unknown } | null)?.data === "string";

/** The error with which a constructor refuses these arguments. */
async function refusalOf(name: "FluxGarment" | "FluxVoting", args: readonly unknown[]) {
  const { abi, bytecode } = await hre.artifacts.readArtifact(name);
  const data = encodeDeployData({ abi, bytecode: bytecode as Hex, args });
  const fault: unknown = await flux.client.call({ data, account: people.admin }).then(
    () => undefined,
    (error) => error,
  );
  const raised = fault instanceof BaseError ? fault.walk(hasData) : fault;
  if (!hasData(raised)) throw fault ?? new Error("it was deployed");
  return decodeErrorResult({ abi, data: raised.data });
}

test("contracts that nobody could ever administer are not deployed", async () => {
  expect(await refusalOf("FluxGarment", [zero])).toMatchObject({
    errorName: "FluxGarmentInvalidAdmin",
    args: [zero],
  });
  expect(await refusalOf("FluxVoting", [zero, flux.addresses.garment])).toMatchObject({
    errorName: "FluxVotingInvalidAdmin",
    args: [zero],
  });
});

test("votes are not deployed over what is no ERC-721: nobody, a person, another contract", async () => {
  for (const other of [zero, people.bob.address, flux.addresses.voting]) {
    expect(await refusalOf("FluxVoting", [people.admin.address, other])).toMatchObject({
      errorName: "FluxVotingInvalidGarment",
      args: [other],
    });
  }
  expect((await flux.voting().read.garment()).toLowerCase()).toBe(flux.addresses.garment.toLowerCase());
});
