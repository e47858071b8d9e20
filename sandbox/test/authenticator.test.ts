import { TOTP } from "otpauth";
import { expect, test } from "vitest";
import { startIndex } from "../src/index/server.ts";
import { during } from "./fixture.ts";

const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

async function codeShownFor(url: string, pasted: string) {
  const page = await fetch(`${url}/authenticator?${new URLSearchParams({ secret: pasted })}`);
  return { code: /data-code>(\d{6})</.exec(await page.clone().text())?.[1], text: await page.text() };
}

test("the authenticator shows the code of a key, as it is shown, typed or linked, and of nothing else", async () => {
  const { url } = await during(startIndex({ port: 0, parts: [] }));
  const link = new TOTP({ issuer: "FLUX", label: "ada@flux.test", secret }).toString();
  for (const pasted of [secret, secret.toLowerCase(), secret.match(/.{4}/g)?.join(" ") ?? "", link]) {
    // Between asking and comparing the 30 seconds may end: then the next code is as right.
    const before = new TOTP({ secret }).generate();
    const { code } = await codeShownFor(url, pasted);
    expect([before, new TOTP({ secret }).generate()]).toContain(code);
  }
  for (const pasted of ["hello", "otpauth://totp/x", "<script>alert(1)</script>"]) {
    const { code, text } = await codeShownFor(url, pasted);
    expect(code).toBeUndefined();
    expect(text).toContain("That is no key");
    expect(text).not.toContain("<script>alert");
  }
});
