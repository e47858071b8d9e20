import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** A request as it came: names of headers in lower case, the query as it stands in the URL. */
export interface SignedRequest {
  method: string;
  path: string;
  query: string;
  headers: Headers;
  body: string;
}
interface Scope {
  /** YYYYMMDD */
  date: string;
  region: string;
  service: string;
}
export interface Claim extends Scope {
  accessKeyId: string;
  signedHeaders: string[];
  signature: string;
}

/** What the header Authorization claims; undefined when it is none of AWS4-HMAC-SHA256. */
export function readClaim(authorization: string): Claim | undefined {
  const form =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
  const [whole, accessKeyId, date, region, service, names, signature] = form.exec(authorization) ?? [];
  if (!whole || !accessKeyId || !date || !region || !service || !names || !signature) return undefined;
  return { accessKeyId, date, region, service, signedHeaders: names.split(";"), signature };
}

/** Whether the claim's signature is the one that this secret makes of the request. */
export function isSignedBy(secret: string, claim: Claim, request: SignedRequest): boolean {
  const expected = Buffer.from(signatureOf(secret, claim, request), "hex");
  return timingSafeEqual(expected, Buffer.from(claim.signature, "hex"));
}

/** Signature version 4 (docs.aws.amazon.com: "Create a signed AWS API request"), for a path that needs no escapes. */
export function signatureOf(
  secret: string,
  { date, region, service, signedHeaders }: Scope & Pick<Claim, "signedHeaders">,
  { method, path, query, headers, body }: SignedRequest,
): string {
  const headerLines = signedHeaders.map(
    (name) => `${name}:${(headers.get(name) ?? "").trim().replaceAll(/ +/g, " ")}\n`,
  );
  const sorted = query.split("&").filter(Boolean).sort().join("&");
  const canonical = [method, path, sorted, headerLines.join(""), signedHeaders.join(";"), sha256(body)];
  const scope = `${date}/${region}/${service}/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", headers.get("x-amz-date"), scope, sha256(canonical.join("\n"))];
  const key = [date, region, service, "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, toSign.join("\n")).toString("hex");
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
