import { CreateKeyCommand, KMSClient, UpdateAliasCommand } from "@aws-sdk/client-kms";
import { startAwsKms } from "@flux/sandbox/aws-kms";
import { startVault } from "@flux/sandbox/vault";

const region = "ap-south-1";
const credentials = { accessKeyId: "AKIAFLUX", secretAccessKey: "aws-secret" };

/** An AWS KMS of its own, with keys made by who administers it. `settings` are FLUX's environment variables for it. */
export async function startTestKms() {
  const part = await startAwsKms({ port: 0, region, ...credentials });
  const admin = new KMSClient({ endpoint: part.url, region, credentials });
  return {
    ...part,
    admin,
    settings: {
      AWS_REGION: region,
      AWS_KMS_URL: part.url,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    /** The id of a new key. */
    async newKey(KeySpec: "SYMMETRIC_DEFAULT" | "ECC_SECG_P256K1"): Promise<string> {
      const { KeyMetadata } = await admin.send(new CreateKeyCommand({ KeySpec }));
      return KeyMetadata?.KeyId ?? "";
    },
    alias: (AliasName: string, TargetKeyId: string) =>
      admin.send(new UpdateAliasCommand({ AliasName, TargetKeyId })),
    fault: (...next: object[]) => putFaults(part.url, next),
  };
}

/** A Vault with the transit key `flux-custody` and another one. */
export async function startTestVault() {
  const [rootToken, namespace] = ["hvs.root", "flux"];
  const appRole = { roleId: "flux", secretId: "vault-secret" };
  const part = await startVault({ port: 0, rootToken, namespace, appRole });
  const ask = async (method: "POST" | "PUT", path: string) => {
    const headers = { "x-vault-token": rootToken, "x-vault-namespace": namespace };
    const answer = await fetch(`${part.url}/v1/${path}`, { method, headers, body: "{}" });
    if (!answer.ok) throw new Error(await answer.text());
  };
  for (const key of ["flux-custody", "another"]) await ask("POST", `transit/keys/${key}`);
  return {
    ...part,
    settings: {
      VAULT_ADDR: part.url,
      VAULT_NAMESPACE: namespace,
      VAULT_ROLE_ID: appRole.roleId,
      VAULT_SECRET_ID: appRole.secretId,
      CUSTODY_VAULT_KEY: "flux-custody",
    },
    rootToken,
    seal: () => ask("PUT", "sys/seal"),
    fault: (...next: object[]) => putFaults(part.url, next),
  };
}

async function putFaults(url: string, next: object[]) {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${url}/faults`, { method: "PUT", headers, body: JSON.stringify({ next }) });
  if (!answer.ok) throw new Error(await answer.text());
}
