import { afterEach, expect, test, vi } from "vitest";
import { findFault, type Signed } from "../src/s3/signature.ts";

// The example of docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html: GET Object.
const keys = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  region: "us-east-1",
};
const sent: Record<string, string> = {
  host: "examplebucket.s3.amazonaws.com",
  range: "bytes=0-9",
  "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "x-amz-date": "20130524T000000Z",
  authorization:
    "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
};
const request = (changes: Record<string, string> = {}, more: Partial<Signed> = {}): Signed => {
  const headers = { ...sent, ...changes };
  const header = (name: string) => headers[name];
  return {
    ...{ method: "GET", target: "/test.txt", header, headerNames: Object.keys(headers) },
    ...{ body: new Uint8Array(), ...more },
  };
};
const at = (time: string) => vi.useFakeTimers({ toFake: ["Date"], now: new Date(time) });
afterEach(() => vi.useRealTimers());

test("Amazon's own example of a signed request is taken, within a quarter of an hour", () => {
  at("2013-05-24T00:14:00Z");
  expect(findFault(request(), keys)).toBeNull();
  at("2013-05-24T00:16:00Z");
  expect(findFault(request(), keys)).toEqual({ code: "RequestTimeTooSkewed", status: 403 });
});

test.each<[string, Signed, string]>([
  ["another method", request({}, { method: "PUT" }), "SignatureDoesNotMatch"],
  ["another path", request({}, { target: "/other.txt" }), "SignatureDoesNotMatch"],
  ["another header", request({ range: "bytes=0-10" }), "SignatureDoesNotMatch"],
  ["another body", request({}, { body: new Uint8Array(1) }), "XAmzContentSHA256Mismatch"],
  ["a header of Amazon's that is not signed", request({ "x-amz-acl": "public-read" }), "AccessDenied"],
  ["no signature", request({ authorization: "" }), "AccessDenied"],
])("with %s it is refused", (_, changed, code) => {
  at("2013-05-24T00:00:00Z");
  expect(findFault(changed, keys)).toMatchObject({ code });
});
