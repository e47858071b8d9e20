import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../flux/home.ts";
import { guards } from "./guards.ts";

/** All that is deployed and written here: a new file is asked for its guards, too. */
const files = globSync("*.sol", { cwd: join(root, "contracts"), exclude: ["*.t.sol"] });
const sourceOf = (file: string) => readFileSync(join(root, "contracts", file), "utf8");
const lineAt = (source: string, index: number) => source.slice(0, index).split("\n").length;

describe("the list of guards", () => {
  test.each(guards)("takes $guard out of one place in $file", ({ file, from, to }) => {
    expect(sourceOf(file).split(from)).toHaveLength(2);
    expect(to).not.toBe(from);
  });

  test("names none twice", () => {
    const names = guards.map(({ guard }) => guard);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(files)("has every refusal of %s", (file) => {
    const source = sourceOf(file);
    const touched = new Set(
      guards
        .filter((guard) => guard.file === file)
        .flatMap(({ from }) => {
          const start = source.indexOf(from);
          const [first, last] = [lineAt(source, start), lineAt(source, start + from.length)];
          return Array.from({ length: last - first + 1 }, (_, i) => first + i);
        }),
    );
    const lines = source.split("\n");
    const missing = lines.flatMap((line, i) => {
      if (!/\brevert \w|onlyRole\(|whenNotPaused|_checkRole\(|return abi\.encodeWithSelector/.test(line))
        return [];
      // What is refused stands on its own line, or inside the braces of the one before it.
      const covered = touched.has(i + 1) || (/\{$/.test(lines[i - 1] ?? "") && touched.has(i));
      return covered ? [] : [`${i + 1}: ${line.trim()}`];
    });
    expect(missing).toEqual([]);
  });
});
