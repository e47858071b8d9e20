import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export type Keys = { accessKeyId: string; secretAccessKey: string; region: string };

export type Signed = {
  method: string;
  /** As it stands on the wire: path and query. */
  target: string;
  header(name: string): string | undefined;
  headerNames: string[];
  body: Uint8Array;
};

/** S3's own word for what is wrong with a request, and its status. */
export type Fault = { code: string; status: number };

const maxSkewMs = 15 * 60_000;
const credentialForm =
  /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([\w-]+)\/s3\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/;

/**
 * What S3 would refuse a request for, or null. Header signatures only.
 * Source: docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function findFault(request: Signed, keys: Keys): Fault | null {
  const authorization = request.header("authorization");
  if (!authorization) return { code: "AccessDenied", status: 403 };
  const [, keyId, day, region, signedHeaders, signature] = credentialForm.exec(authorization) ?? [];
  if (!keyId || !day || !region || !signedHeaders || !signature || region !== keys.region)
    return { code: "AuthorizationHeaderMalformed", status: 400 };
  if (keyId !== keys.accessKeyId) return { code: "InvalidAccessKeyId", status: 403 };

  const date = request.header("x-amz-date") ?? "";
  const at = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!date.startsWith(day) || Number.isNaN(at)) return { code: "AccessDenied", status: 403 };
  if (Math.abs(Date.now() - at) > maxSkewMs) return { code: "RequestTimeTooSkewed", status: 403 };

  const names = signedHeaders.split(";");
  const mustBeSigned = ["host", ...request.headerNames.filter((name) => name.startsWith("x-amz-"))];
  if (mustBeSigned.some((name) => !names.includes(name))) return { code: "AccessDenied", status: 403 };

  const payload = request.header("x-amz-content-sha256");
  if (!payload) return { code: "InvalidRequest", status: 400 };
  const expected = sign(request, { keys, day, date, names, payload });
  if (!timingSafeEqual(Buffer.from(expected, "hex"), Buffer.from(signature, "hex")))
    return { code: "SignatureDoesNotMatch", status: 403 };
  if (payload !== "UNSIGNED-PAYLOAD" && payload !== sha256(request.body))
    return { code: "XAmzContentSHA256Mismatch", status: 400 };
  return null;
}

type Parts = { keys: Keys; day: string; date: string; names: string[]; payload: string };

function sign({ method, target, header }: Signed, { keys, day, date, names, payload }: Parts): string {
  const [path = "", query = ""] = target.split("?");
  const canonical = [
    method,
    path,
    query.split("&").filter(Boolean).sort().join("&"),
    ...names.map((name) => `${name}:${(header(name) ?? "").trim().replace(/\s+/g, " ")}`),
    "",
    names.join(";"),
    payload,
  ].join("\n");
  const scope = `${day}/${keys.region}/s3/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", date, scope, sha256(canonical)].join("\n");
  const key = [day, keys.region, "s3", "aws4_request"].reduce<string | Buffer>(
    (secret, part) => createHmac("sha256", secret).update(part).digest(),
    `AWS4${keys.secretAccessKey}`,
  );
  return createHmac("sha256", key).update(text).digest("hex");
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
