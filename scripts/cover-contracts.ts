// Which lines of the contracts the Solidity tests run: npm run coverage:contracts
// Ends non-zero and names the lines when there is one that none runs.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./flux/home.ts";

// Counting changes the code, so it is built apart from what the other tests use: hardhat.config.ts.
const hardhat = spawnSync("hardhat", ["--coverage", "test", "solidity"], {
  cwd: root,
  encoding: "utf8",
  env: { ...process.env, FLUX_COVERAGE: "1", PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH}` },
});
if (hardhat.status !== 0) {
  console.error(hardhat.stdout + hardhat.stderr);
  process.exit(1);
}

const records = readFileSync(join(root, "coverage/lcov.info"), "utf8").split("end_of_record");
let [lines, run] = [0, 0];
for (const record of records) {
  const file = /^SF:(.*)$/m.exec(record)?.[1];
  // What the tests are made of does not count.
  if (!file || !/^contracts\/[^/]+\.sol$/.test(file) || file.endsWith(".t.sol")) continue;
  const counts = [...record.matchAll(/^DA:(\d+),(\d+)/gm)].map(([, line, count]) => [line, Number(count)]);
  const missed = counts.filter(([, count]) => count === 0).map(([line]) => line);
  lines += counts.length;
  run += counts.length - missed.length;
  const share = `${counts.length - missed.length} of ${counts.length} lines`;
  console.log(missed.length ? `× ${file}: ${share}, not ${missed.join(", ")}` : `✔ ${file}: ${share}`);
}
console.log(`${run} of ${lines} lines are run: ${((100 * run) / lines).toFixed(1)} %`);
process.exitCode = lines > 0 && run === lines ? 0 : 1;
