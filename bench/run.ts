// npm run bench -- <name> [--json]
const benches: Record<string, (args: string[]) => Promise<void>> = {
  auth: async (args) => (await import("./auth.ts")).auth(args),
  catalogue: async (args) => (await import("./catalogue.ts")).catalogue(args),
  drop: async (args) => (await import("./drop.ts")).drop(args),
  gas: async (args) => (await import("./gas.ts")).gas(args),
  chain: async (args) => (await import("./chain.ts")).chain(args),
  index: async (args) => (await import("./index.ts")).index(args),
  mint: async (args) => (await import("./mint.ts")).mint(args),
  "web-js": async (args) => (await import("./web-js.ts")).webJs(args),
};

const [name = "", ...args] = process.argv.slice(2);
const bench = benches[name];
if (bench) {
  await bench(args);
} else {
  console.error(
    `${name ? `No bench is called "${name}".` : "Which bench?"} npm run bench -- <name> [--json]`,
  );
  console.error(
    `There ${Object.keys(benches).length === 1 ? "is" : "are"}: ${Object.keys(benches).join(", ")}.`,
  );
  process.exit(2);
}
