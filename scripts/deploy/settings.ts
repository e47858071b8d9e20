import { chainSettings } from "@flux/contracts/settings";
import { z } from "zod";

// What the two scripts read that put contracts on a chain and publish their sources. Which of the keys and addresses a
// chain needs, and what they must look like, accounts.ts says once the chain is known.

const holder = (what: string) => z.string().optional().meta({ description: what, example: "0x…" });

const { RPC_URL, DEPLOYMENT_FILE } = chainSettings;
const onChain = {
  RPC_URL: RPC_URL.prefault("http://127.0.0.1:8545").meta(RPC_URL.meta() ?? {}),
  DEPLOYMENT_FILE,
};

/** On a local chain keys and addresses default to anvil's well-known accounts; elsewhere the deployer asks for all. */
export const deploySettings = z.object({
  ...onChain,
  DEPLOYER_KEY: z
    .string()
    .optional()
    .meta({ description: "Pays for the deployment; holds nothing afterwards", example: "0x…" }),
  MULTISIG_ADDRESS: holder(
    "Proposes to and executes from the timelock, see docs/runbooks/hand-over-to-a-safe.md",
  ),
  MINTER_ADDRESS: holder("Who may mint"),
  CURATOR_ADDRESS: holder("Who may open batches and designs"),
  TAGGER_ADDRESS: holder("Who may replace a tag"),
  ATTESTOR_ADDRESS: holder("Who may attest a handover"),
  PAUSER_ADDRESS: holder("Who may pause"),
  ADMIN_DELAY_SEC: z
    .string()
    .optional()
    .meta({ description: "The timelock's delay; by default contracts/ignition/parameters/<chain id>.json" }),
  CONFIRMATIONS: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .meta({ description: "Blocks to wait for after each step: by default 5, on a local chain 1" }),
});

export const verifySettings = z.object({
  ...onChain,
  ETHERSCAN_API_KEY: z.string().optional().meta({
    description: "Publishes to the chain's explorer too; without it Sourcify alone gets the sources",
  }),
  ETHERSCAN_API_URL: z.url().optional().meta({ description: "Another server that speaks Etherscan's API" }),
  SOURCIFY_URL: z.url().optional().meta({ description: "Another Sourcify" }),
});

/** A script's settings; an empty variable counts as not set. @throws one readable list of what is wrong */
export function readSettings<Settings extends z.ZodType>(settings: Settings): z.infer<Settings> {
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value));
  const parsed = settings.safeParse(set);
  if (!parsed.success) throw new Error(`These settings are wrong:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
