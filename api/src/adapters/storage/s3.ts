import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { AwsClient } from "aws4fetch";
import { storageErrors } from "./errors.ts";
import { assertPlainName, type Storage } from "./storage.ts";

export type S3Settings = {
  /** The origin: https://s3.ap-south-1.amazonaws.com, or another server that speaks S3. */
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
};

const tries = 3;
const pauseMs = 200;
const patienceMs = 5_000;

/**
 * Files in a bucket of any server that speaks S3, by path-style addresses. What is not answered, or answered with a
 * 5xx or 429, is asked again: every one of these acts may be done twice. Throws `storage_unreachable`.
 */
export function createS3Storage(settings: S3Settings): Storage {
  const { endpoint, region, bucket, accessKeyId, secretAccessKey } = settings;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 0 });
  const urlOf = (name: string) => {
    assertPlainName(name);
    return `${endpoint}/${encodeURIComponent(bucket)}/${name}`;
  };

  async function ask(method: "PUT" | "GET" | "DELETE", url: string, bytes = new Uint8Array()) {
    const headers: Record<string, string> = {
      // What arrives must be what was sent: the signature covers its hash.
      "x-amz-content-sha256": createHash("sha256").update(bytes).digest("hex"),
      ...(method === "PUT" && { "content-type": "image/webp" }),
    };
    const body = method === "PUT" ? new Uint8Array(bytes) : null;
    const signal = AbortSignal.timeout(patienceMs);
    const answer = await client.fetch(url, { method, headers, body, signal });
    const content = new Uint8Array(await answer.arrayBuffer());
    return { status: answer.status, content };
  }

  async function insist(method: "PUT" | "GET" | "DELETE", name: string, bytes?: Uint8Array<ArrayBuffer>) {
    const url = urlOf(name);
    let cause: unknown;
    for (let nth = 1; nth <= tries; nth++) {
      if (nth > 1) await pause(pauseMs * nth);
      const answer = await ask(method, url, bytes).catch((error: unknown) => {
        cause = error;
      });
      if (!answer) continue;
      const { status, content } = answer;
      const missing = status === 404 && method !== "PUT" && reasonIn(content) !== "NoSuchBucket";
      if (status < 300 || missing) return answer;
      cause = new Error(`S3 answered ${status} to ${method} ${name}: ${reasonIn(content)}`);
      // A wrong key or a missing bucket is for who set FLUX up: asking again would not help.
      if (status < 500 && status !== 429) break;
    }
    throw storageErrors.storage_unreachable({ retryAfterSec: 5 }, cause);
  }

  return {
    async put(name, bytes) {
      await insist("PUT", name, new Uint8Array(bytes));
    },
    async get(name) {
      const { status, content } = await insist("GET", name);
      return status === 404 ? null : content;
    },
    async delete(name) {
      await insist("DELETE", name);
    },
  };
}

/** S3's own word for what is wrong: `SlowDown`, `NoSuchKey`. */
function reasonIn(content: Uint8Array): string {
  const text = new TextDecoder().decode(content.subarray(0, 2_000));
  return /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? "no reason given";
}
