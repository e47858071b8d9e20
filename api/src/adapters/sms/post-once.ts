import { type Handed, SmsNotTaken } from "./sms.ts";

/** What Node says when it never came to send anything. */
const neverSent = [
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"],
  "UND_ERR_CONNECT_TIMEOUT",
];

export type VendorAnswer = { status: number; body: unknown };

/**
 * Posts a message to its vendor. Throws `SmsNotTaken` when it never left, and for 429 and 5xx, which a vendor says before it
 * queues: one that fails after would send the same code twice. An answer that is lost on the way is `unknown`.
 */
export async function postOnce(
  url: string,
  { patienceMs = 10_000, ...init }: RequestInit & { patienceMs?: number | undefined },
): Promise<VendorAnswer | Handed> {
  try {
    const answer = await fetch(url, { ...init, method: "POST", signal: AbortSignal.timeout(patienceMs) });
    const text = await answer.text();
    if (answer.status === 429 || answer.status >= 500)
      throw new SmsNotTaken(`the vendor answered ${answer.status}`);
    return { status: answer.status, body: readJson(text) };
  } catch (error) {
    if (error instanceof SmsNotTaken) throw error;
    const code = codeOf(error);
    if (neverSent.includes(code)) throw new SmsNotTaken(`the vendor cannot be reached: ${code}`);
    return { as: "unknown", reason: `its answer was lost: ${code}` };
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A failed fetch names its reason one error below. */
function codeOf(error: unknown): string {
  const { cause } = Object(error) as { cause?: unknown };
  const { code, name } = Object(cause ?? error) as { code?: unknown; name?: unknown };
  return String(code ?? name);
}
