import { spawn } from "node:child_process";
import { freePort } from "../scripts/flux/ports.ts";
import { waitUntil } from "../scripts/flux/process-table.ts";
import { endWithUs } from "../test/harness/end-with-us.ts";

/** A floor in a process of its own. */
export async function startBare(databaseUrl: string, file: string) {
  const port = await freePort();
  const bare = spawn(process.execPath, [file, databaseUrl, String(port)], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  endWithUs(bare);
  const url = `http://127.0.0.1:${port}`;
  const answers = () =>
    fetch(`${url}/api/products`).then(
      ({ ok }) => ok,
      () => false,
    );
  if (!(await waitUntil(answers, 30_000, 50))) throw new Error("the floor did not start");
  return { url, close: () => bare.kill("SIGKILL") };
}
