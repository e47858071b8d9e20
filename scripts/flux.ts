import { spawn } from "node:child_process";
import { once } from "node:events";

const usage = `./flux <verb>
  start [--dev]     bring the whole platform up here; --dev reloads on a change
  stop              stop it
  status [--json]   what runs, where, how minting goes, and the demo logins
  logs [process]    what a process said
  reset [--yes]     stop, and empty database, chain, mails and keys
  demo [--json]     one garment's life, step by step
  test [name …]     everything, or the parts so named; --deep: the long form of the Solidity tests
  audit [--json]    hold the books against the chain, from outside; --rpc <url>, --limit <minutes>, --record;
                    audit except <token> --reason …: say why a token has no order
  mints [--json]    mints that are parked or slow; mints retry|park <token> --reason …: decide about one
  reconcile [--dry-run] [--json]
                    after a restore: make the books say what the chain says, and let the minter go on
  refund <order number> [--item <garment>] --reason …
                    pay back what was paid for pieces that are not minted
  keys              the addresses of minter, relayer and custody, asked of who keeps their keys;
                    keys seal <plain> <new file>: seal a custody seed as CUSTODY_SEED says
  doctor            does this machine have what FLUX needs
  openapi           print the API's description
  exec <command …>  run a command with FLUX's Node and packages`;

const [verb, ...args] = process.argv.slice(2);

// Each verb loads only what it needs: `status` answers at once.
const verbs: Record<string, () => Promise<number>> = {
  start: async () => (await import("./flux/start.ts")).start({ dev: args.includes("--dev") }),
  stop: async () => (await import("./flux/stop.ts")).stop(),
  status: async () => (await import("./flux/status.ts")).printStatus({ json: args.includes("--json") }),
  logs: async () => (await import("./flux/logs.ts")).logs(args[0]),
  reset: async () => (await import("./flux/stop.ts")).reset({ yes: args.includes("--yes") }),
  demo: () => run(process.execPath, "scripts/demo.ts", ...args),
  test: async () => (await import("./flux/test.ts")).test(args),
  audit: async () => (await import("./flux/run-beside-books.ts")).runBesideBooks("audit", args),
  reconcile: async () => (await import("./flux/run-beside-books.ts")).runBesideBooks("reconcile", args),
  mints: async () => (await import("./flux/run-beside-books.ts")).runBesideBooks("mints", args),
  refund: async () => (await import("./flux/run-beside-books.ts")).runBesideBooks("refund", args),
  keys: async () => (await import("./flux/keys.ts")).keys(args),
  doctor: async () => (await import("./flux/doctor.ts")).doctor(),
  openapi: () => run(process.execPath, "api/src/openapi.ts"),
  exec: () => run(args[0] ?? "true", ...args.slice(1)),
};

async function run(file: string, ...rest: string[]): Promise<number> {
  const path = `${process.cwd()}/node_modules/.bin:${process.env.PATH}`;
  const child = spawn(file, rest, { stdio: "inherit", env: { ...process.env, PATH: path } });
  const [code] = await once(child, "exit");
  return code ?? 1;
}

const action = verbs[verb ?? ""];
if (!action) {
  console.log(usage);
  process.exit(verb && verb !== "help" && verb !== "--help" ? 2 : 0);
}
try {
  process.exit(await action());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
