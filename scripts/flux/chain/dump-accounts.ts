import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

const before = '"accounts":';
const after = ',"best_block_number"';

/**
 * All accounts of a running anvil, as the JSON of its state file. anvil answers with its whole history, gzipped and in hex; what
 * follows the accounts is not read.
 * @throws when anvil answers anything else
 */
export async function dumpAccounts(rpcUrl: string): Promise<string> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "anvil_dumpState", params: [] });
  const response = await fetch(rpcUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  if (!response.ok || !response.body) throw new Error(`anvil_dumpState: ${response.status}`);
  const state = Readable.from(bytesOf(response.body)).pipe(createGunzip());
  let text = "";
  for await (const chunk of state.setEncoding("utf8")) {
    // Only the new part can hold the end, but for what the border cut.
    const from = Math.max(0, text.length - after.length);
    text += chunk;
    const end = text.indexOf(after, from);
    if (end < 0) continue;
    return text.slice(text.indexOf(before) + before.length, end);
  }
  throw new Error("anvil_dumpState: no accounts");
}

/** The bytes of the answer's one hex string. */
async function* bytesOf(answer: AsyncIterable<Uint8Array>) {
  let begun = false;
  let rest = "";
  for await (const chunk of answer) {
    rest += Buffer.from(chunk).toString("latin1");
    if (!begun) {
      const start = rest.indexOf('"0x');
      if (start < 0) continue;
      begun = true;
      rest = rest.slice(start + 3);
    }
    const end = rest.indexOf('"');
    const hex = rest.slice(0, end < 0 ? rest.length - (rest.length % 2) : end);
    rest = rest.slice(hex.length);
    yield Buffer.from(hex, "hex");
    if (end >= 0) return;
  }
}
