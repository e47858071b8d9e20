import { connect } from "@flux/api/db";
import { createLog } from "@flux/api/log";
import { auditSettings, parseEnv } from "@flux/api/settings";
import { readDeployment } from "@flux/contracts";

/** What both acts of the audit share. */
export function openAudit() {
  const env = parseEnv(auditSettings);
  const { db, pool } = connect(env.DATABASE_URL, { max: 1 });
  return {
    ...{ env, db },
    // What it says it prints.
    log: createLog({ LOG_LEVEL: "silent" }),
    deployment: readDeployment(env.DEPLOYMENT_FILE, env.CHAIN_ID),
    close: () => pool.end(),
  };
}
