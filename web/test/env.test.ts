import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function read(settings: Record<string, string>) {
  for (const name of ["API_URL", "WEB_URL", "RAZORPAY_API_URL", "WEB_TRUSTED_PROXIES"])
    vi.stubEnv(name, settings[name] ?? "");
  return (await import("../src/env.ts")).env();
}

test("with nothing set, and with settings that are there but empty, the web server finds this machine's API", async () => {
  expect(await read({})).toEqual({
    apiUrl: "http://127.0.0.1:4000",
    webUrl: "http://localhost:3000",
    razorpayUrl: "https://api.razorpay.com",
    ownProxies: [],
  });
});

test("an address is read as an origin, whatever path it carries", async () => {
  expect(await read({ WEB_URL: "https://flux.example/shop/" })).toMatchObject({
    webUrl: "https://flux.example",
  });
});

test("every setting that is wrong is named, with what to write", async () => {
  const reading = read({
    API_URL: "api:4000",
    WEB_URL: "ftp://flux",
    WEB_TRUSTED_PROXIES: "10.0.0.0/8, here",
  });
  await expect(reading).rejects.toThrow(
    /API_URL: give an origin[\s\S]*WEB_TRUSTED_PROXIES: "here" is no network/,
  );
});
