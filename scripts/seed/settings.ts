import { apiSettings, pinataSettings } from "@flux/api/settings";
import { type Hex, isHex } from "viem";
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
    CURATOR_KEY: z
      .custom<Hex>((value) => isHex(value) && value.length === 66, "a private key is 0x and 64 hex digits")
      .meta({ description: "Opens batches and designs", example: "0x…" }),
  });
