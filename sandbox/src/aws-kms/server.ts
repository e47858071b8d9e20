import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { createFaults, type Wire } from "../faults.ts";
import { listen, type Part } from "../listen.ts";
import { actsOn } from "./acts.ts";
import { KmsRefusal } from "./errors.ts";
import { openKeys } from "./keys.ts";
import { isSignedBy, readClaim, type SignedRequest } from "./signature-v4.ts";

export interface AwsKmsSettings {
  port: number;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** How far a client's clock may be off. */
const skewMs = 300_000;
/** Headers without which a signature would leave open what is asked. */
const mustBeSigned = ["host", "x-amz-date", "x-amz-target"];

/**
 * AWS KMS of one account and region, at the wire: JSON 1.1, signature version 4. The point `kms <act>` may `throttle` or
 * `fail`. Keys live in memory.
 */
export async function startAwsKms(settings: AwsKmsSettings): Promise<Part> {
  const faults = createFaults({ kms: ["throttle", "fail"] });
  const acts = actsOn(openKeys(settings.region));
  const app = new Hono<Wire>()
    .use(faults.middleware)
    .route("/", faults.routes)
    .post("/", async (c) => {
      const { raw } = c.req;
      const body = await raw.clone().text();
      requireSignature(settings, { method: "POST", path: "/", query: "", headers: raw.headers, body });
      const name = raw.headers.get("x-amz-target")?.replace(/^TrentService\./, "") ?? "";
      const act = acts.get(name);
      if (!act) throw new KmsRefusal("UnknownOperationException");
      const fault = faults.take(`kms ${name}`)?.do;
      if (fault === "throttle")
        throw new KmsRefusal("ThrottlingException", "You have exceeded the rate at which you may call KMS.");
      if (fault === "fail") throw new KmsRefusal("KMSInternalException", "", 500);
      return answer(act(JSON.parse(body)), 200);
    })
    .onError((error) =>
      error instanceof KmsRefusal
        ? answer({ __type: error.type, message: error.message }, error.status)
        : answer({ __type: "KMSInternalException", message: String(error) }, 500),
    );
  return listen(app, settings.port);
}

function answer(body: object, status: number): Response {
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": randomUUID() };
  return new Response(JSON.stringify(body), { status, headers });
}

/** @throws what KMS says of a request that is not its client's */
function requireSignature(settings: AwsKmsSettings, request: SignedRequest) {
  const { headers } = request;
  const authorization = headers.get("authorization");
  if (!authorization)
    throw new KmsRefusal("MissingAuthenticationTokenException", "Missing Authentication Token");
  const claim = readClaim(authorization);
  if (!claim) throw new KmsRefusal("IncompleteSignatureException", "Authorization header is malformed.");
  if (claim.accessKeyId !== settings.accessKeyId)
    throw new KmsRefusal(
      "UnrecognizedClientException",
      "The security token included in the request is invalid.",
    );
  const wrong = (message: string) => new KmsRefusal("InvalidSignatureException", message);
  if (claim.region !== settings.region || claim.service !== "kms")
    throw wrong("Credential should be scoped to a valid region and to correct service: 'kms'.");
  const unsigned = mustBeSigned.find((name) => !claim.signedHeaders.includes(name));
  if (unsigned) throw wrong(`'${unsigned}' must be a signed header.`);
  const at = headers.get("x-amz-date") ?? "";
  const atMs = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!at.startsWith(claim.date) || !(Math.abs(Date.now() - atMs) < skewMs))
    throw wrong(`Signature expired: ${at}`);
  if (!isSignedBy(settings.secretAccessKey, claim, request))
    throw wrong("The request signature we calculated does not match the signature you provided.");
}
