import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import config from "../../hardhat.config.ts";
import { root } from "../../scripts/flux/home.ts";

const peers = ["AzukiGarment", "Governed", "NaiveGarment", "PlainGarment"];

/** Hardhat with the project's compiler settings over our contracts and the peers', its output kept apart. */
export async function startHardhat() {
  const paths = {
    ...config.paths,
    sources: ["contracts", "bench/contracts"],
    artifacts: "bench/artifacts",
    cache: "bench/cache",
  };
  const hre = await createHardhatRuntimeEnvironment({ ...config, paths }, {}, root);
  const files = [
    "contracts/FluxGarment.sol",
    "contracts/FluxVoting.sol",
    ...peers.map((name) => `bench/contracts/${name}.sol`),
  ];
  await hre.tasks.getTask("build").run({ files, noTests: true, quiet: true });
  return hre;
}
