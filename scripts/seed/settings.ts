import { apiSettings, pinataSettings, privateKey } from "@flux/api/settings";
import { z } from "zod";

/** What the seed reads: the part of the API's settings that its steps use, and those of nobody else. */
export const seedSettings = apiSettings
  .pick({
    ...{ NODE_ENV: true, WEB_URL: true, DATABASE_URL: true, AUTH_SECRET: true, CUSTODY_SEED_FILE: true },
    ...{ RPC_URL: true, CHAIN_ID: true, DEPLOYMENT_FILE: true },
  })
  .extend(pinataSettings.shape)
  .extend({
    CHIPS_URL: z.url().meta({ description: "The station that encodes chips: the sandbox's" }),
    CURATOR_KEY: privateKey.meta({ description: "Opens batches and designs", example: "0x…" }),
  });
