import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { expect, onTestFinished, test } from "vitest";
import { options, rules } from "./rules.ts";

type Files = Record<string, string>;

/** Names of the rules that a tree of these files breaks. A path stands for a file, its text for what it imports. */
async function brokenBy(files: Files): Promise<string[]> {
  const tree = mkdtempSync(join(tmpdir(), "flux-borders-"));
  onTestFinished(() => rmSync(tree, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  const { output } = await cruise(["."], {
    ...options,
    baseDir: tree,
    ruleSet: { forbidden: rules },
    validate: true,
  });
  const { violations } = (output as ICruiseResult).summary;
  return [...new Set(violations.map((violation) => violation.rule.name))];
}

const type = (path: string) => `import type { X } from "${path}";\nexport type Y = X;\n`;
const x = "export type X = 1;\n";

/** One planted violation a rule. */
const planted: Record<string, Files> = {
  "no-circle-of-files": {
    "sandbox/src/a.ts": `${type("./b.ts")}${x}`,
    "sandbox/src/b.ts": `${type("./a.ts")}${x}`,
  },
  "no-circle-of-modules": {
    "api/src/modules/cart/a.ts": type("../orders/b.ts"),
    "api/src/modules/orders/b.ts": x,
    "api/src/modules/orders/c.ts": type("../cart/d.ts"),
    "api/src/modules/cart/d.ts": x,
  },
  "api-top-runs-up": { "api/src/app.ts": type("./server.ts"), "api/src/server.ts": x },
  "api-auditor-runs-up": {
    "api/src/auditor/a.ts": type("../worker/registry.ts"),
    "api/src/worker/registry.ts": x,
  },
  "auditor-reads-for-itself": {
    "api/src/auditor/a.ts": type("../modules/orders/queries.ts"),
    "api/src/modules/orders/queries.ts": x,
  },
  "api-modules-runs-up": {
    "api/src/modules/mail/a.ts": type("../../worker/registry.ts"),
    "api/src/worker/registry.ts": x,
  },
  "api-reconciler-runs-up": {
    "api/src/reconciler/a.ts": type("../worker/registry.ts"),
    "api/src/worker/registry.ts": x,
  },
  "api-minter-runs-up": {
    "api/src/minter/a.ts": type("../modules/users/b.ts"),
    "api/src/modules/users/b.ts": x,
  },
  "api-audit-runs-up": { "api/src/audit/a.ts": type("../minter/b.ts"), "api/src/minter/b.ts": x },
  "api-http-runs-up": {
    "api/src/http/a.ts": type("../modules/auth/b.ts"),
    "api/src/modules/auth/b.ts": x,
  },
  "api-deps-runs-up": { "api/src/deps.ts": type("./http/a.ts"), "api/src/http/a.ts": x },
  "api-ground-runs-up": {
    "api/src/db/a.ts": type("../modules/users/tables.ts"),
    "api/src/modules/users/tables.ts": x,
  },
  "api-leaves-runs-up": { "api/src/env.ts": type("./db/a.ts"), "api/src/db/a.ts": x },
  "minter-has-no-http": { "api/src/minter/a.ts": type("../http/b.ts"), "api/src/http/b.ts": x },
  "tables-are-private": {
    "api/src/modules/cart/a.ts": type("../users/tables.ts"),
    "api/src/modules/users/tables.ts": x,
  },
  "mails-stand-in-a-file-each": {
    "api/src/modules/orders/a.ts": type("../mail/render-mail.ts"),
    "api/src/modules/mail/render-mail.ts": x,
  },
  "wallets-stay-in-their-room": {
    "web/src/features/a.tsx": type("wagmi"),
    "node_modules/wagmi/package.json": `{ "name": "wagmi", "version": "1.0.0", "types": "index.d.ts", "main": "index.js" }`,
    "node_modules/wagmi/index.d.ts": x,
    "node_modules/wagmi/index.js": "",
  },
  "ui-knows-nothing-of-flux": {
    "web/src/ui/a.tsx": type("../features/b.ts"),
    "web/src/features/b.ts": x,
  },
  ...Object.fromEntries(
    ["api", "contracts", "indexer", "pictures", "sandbox", "scripts", "web"].map((name) => {
      const other = name === "web" ? "api" : "web";
      return [
        `${name}-stays-outside-others`,
        { [`${name}/src/a.ts`]: type(`../../${other}/src/b.ts`), [`${other}/src/b.ts`]: x },
      ];
    }),
  ),
};

test("every border has a planted violation here", () => {
  expect(Object.keys(planted).sort()).toEqual(rules.map(({ name }) => name).sort());
});

test.each(Object.entries(planted))("%s is noticed, even for a type", async (rule, files) => {
  expect(await brokenBy(files)).toContain(rule);
});

test("what stands above may know what is below, and a package what another exports", async () => {
  const files = {
    "api/src/server.ts": type("./app.ts"),
    "api/src/app.ts": `${type("./modules/orders/routes.ts")}${x}`,
    "api/src/modules/orders/routes.ts": `${type("../users/queries.ts")}${x}`,
    "api/src/modules/users/queries.ts": `${type("./tables.ts")}${x}`,
    "api/src/modules/users/tables.ts": `${type("../../db/a.ts")}${x}`,
    "api/src/db/a.ts": x,
    "web/src/wallet/a.ts": type("../ui/b.ts"),
    "web/src/ui/b.ts": x,
  };
  expect(await brokenBy(files)).toEqual([]);
});
