import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { home } from "./home.ts";

/** A Chromium for the journeys: one of this machine, else the one inside the npm package. */
export async function findBrowser(): Promise<{ executablePath: string; args: string[] }> {
  // Background networking off: on a closed network every such connection is a wait.
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
  ];
  const found = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
  if (found) return { executablePath: found, args };
  // It unpacks into TMPDIR and reuses whatever lies there: give it a folder of its own.
  const folder = join(home, "browser");
  mkdirSync(folder, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    return { executablePath: await chromium.executablePath(), args: [...args, "--disable-dev-shm-usage"] };
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
