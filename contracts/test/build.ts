import hre from "hardhat";

/** Compiles once, before any file's tests: two compilers must not write the same artifacts. */
export default async function setup() {
  await hre.tasks.getTask("build").run({ noTests: true, quiet: true });
}
