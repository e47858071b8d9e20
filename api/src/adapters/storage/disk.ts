import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { assertPlainName, type Storage } from "./storage.ts";

/** A half file that is older was left by a process that died. */
const halfForMs = 60 * 60_000;

/** Files in a folder of this machine. All processes that use them must see this very folder. */
export function createDiskStorage(folder: string): Storage {
  const halves = join(folder, "halves");
  const fileOf = (name: string) => {
    assertPlainName(name);
    return join(folder, name);
  };
  let swept: Promise<void> | undefined;
  const prepare = async () => {
    await mkdir(halves, { recursive: true, mode: 0o700 });
    swept ??= removeOldHalves(halves);
    await swept;
  };

  return {
    async put(name, bytes) {
      const file = fileOf(name);
      await prepare();
      const half = join(halves, randomUUID());
      await writeThrough(half, bytes);
      // Whole or not at all, and there after a power cut: its bytes first, then its name.
      await rename(half, file);
      await syncFolder(folder);
    },
    async get(name) {
      try {
        return new Uint8Array(await readFile(fileOf(name)));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async delete(name) {
      await rm(fileOf(name), { force: true });
    },
  };
}

async function writeThrough(file: string, bytes: Uint8Array) {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string) {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function removeOldHalves(halves: string) {
  for (const name of await readdir(halves)) {
    const half = join(halves, name);
    const seen = await stat(half).catch(() => null);
    if (seen && Date.now() - seen.mtimeMs > halfForMs) await rm(half, { force: true });
  }
}

function isMissing(error: unknown) {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
