import { z } from "zod";

// Where the keys are. Each vendor's settings are asked for only where a key is kept by it.

const secret = z.string().min(1);
/** A plain seed travels to whom it says: over TLS, or to an agent on this machine. */
const keyServer = z
  .url()
  .refine(
    (url) => /^(https:|http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$))/.test(url),
    "https, or http on this machine alone",
  )
  .transform((url) => url.replace(/\/$/, ""));
const optional = (what: string, example?: string) =>
  secret.optional().meta({ description: what, ...(example && { example }) });

export const custodySettings = {
  CUSTODY_SEED: z.enum(["local", "aws-kms", "vault"]).default("local").meta({
    description: "Who opens the seed's file: a passphrase, AWS KMS (aws-kms) or Vault's transit (vault)",
  }),
  CUSTODY_SEED_FILE: z.string().meta({
    description: "The seed, sealed by ./flux keys seal; every e-mail account's address comes from it",
    example: "/run/secrets/custody-seed",
  }),
  CUSTODY_PASSPHRASE: z
    .string()
    .min(20, "at least 20 characters")
    .optional()
    .meta({ description: "Opens a local seed; 20 characters or more" }),
  CUSTODY_KMS_KEY: optional("The key of AWS KMS that opens the seed: id, ARN or alias", "alias/flux-custody"),
  CUSTODY_VAULT_KEY: optional("The key of Vault's transit that opens the seed", "flux-custody"),
};

export const awsSettings = {
  AWS_REGION: optional("Where AWS KMS keeps the keys", "ap-south-1"),
  AWS_KMS_URL: keyServer.optional().meta({ description: "Another server that speaks AWS KMS's API" }),
  AWS_ACCESS_KEY_ID: optional("A user of AWS; without it the machine's role: better"),
  AWS_SECRET_ACCESS_KEY: optional("The access key's secret"),
  AWS_SESSION_TOKEN: optional("Of an access key that ends"),
  AWS_ROLE_ARN: optional("A pod's role: EKS sets it"),
  AWS_WEB_IDENTITY_TOKEN_FILE: optional("A pod's proof for its role: EKS sets it"),
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: optional("A task's role: ECS sets it"),
  AWS_CONTAINER_CREDENTIALS_FULL_URI: optional("A pod's identity: EKS sets it"),
  AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: optional("A pod's proof for its identity: EKS sets it"),
};

export const vaultSettings = {
  VAULT_ADDR: keyServer
    .optional()
    .meta({ description: "Where Vault is", example: "https://vault.example:8200" }),
  VAULT_NAMESPACE: optional("Vault Enterprise's namespace"),
  VAULT_TRANSIT_MOUNT: secret
    .regex(/^[\w-]+(\/[\w-]+)*$/, "a path such as transit")
    .default("transit")
    .meta({ description: "Where Vault's transit engine is mounted" }),
  VAULT_TOKEN: optional("A token of Vault that may decrypt with the key; or a role"),
  VAULT_ROLE_ID: optional("AppRole: the role's id"),
  VAULT_SECRET_ID: optional("AppRole: its secret"),
};

/** Settings by name, as somebody writes them or as they were read. */
export type KeyValues = { [name: string]: unknown };

export const keepsKeysInAws = (values: KeyValues) =>
  values.CUSTODY_SEED === "aws-kms" ||
  [values.MINTER_KEY, values.RELAYER_KEY].some((key) => String(key).startsWith("aws-kms:"));

/** The settings that are missing where the keys are, as a list of names. */
function missingForKeys(values: KeyValues): string[] {
  const { CUSTODY_SEED: seed, NODE_ENV: mode } = values;
  const needed = [
    // Whoever reads a disk or its backup must not have every garment in custody with it.
    ...(seed === "local" && mode === "production" ? ["CUSTODY_PASSPHRASE"] : []),
    ...(seed === "aws-kms" ? ["CUSTODY_KMS_KEY"] : []),
    ...(keepsKeysInAws(values) ? ["AWS_REGION"] : []),
    ...(values.AWS_ACCESS_KEY_ID === undefined ? [] : ["AWS_SECRET_ACCESS_KEY"]),
    ...(seed === "vault" ? ["CUSTODY_VAULT_KEY", "VAULT_ADDR"] : []),
    ...(seed === "vault" && values.VAULT_TOKEN === undefined ? ["VAULT_ROLE_ID", "VAULT_SECRET_ID"] : []),
  ];
  return needed.filter((name) => values[name] === undefined);
}

/** The same settings, which then name all that is missing for its keys, beside whatever else is wrong. */
export function withKeys<Settings extends z.ZodObject>(settings: Settings): Settings {
  return settings.check(
    z.superRefine(
      (values: KeyValues, context) => {
        for (const name of missingForKeys(values))
          context.addIssue({ code: "custom", path: [name], message: "missing where the keys are" });
      },
      { when: () => true },
    ),
  );
}
