import { awsSettings, custodySettings, vaultSettings, withKeys } from "@flux/api/key-settings";
import { apiSettings, pinataSettings, privateKey } from "@flux/api/settings";
import { type Address, isAddress } from "viem";
import { z } from "zod";

const settingsOfSeed = z
  .object(apiSettings.shape)
  .pick({
    ...{ NODE_ENV: true, WEB_URL: true, DATABASE_URL: true, AUTH_SECRET: true },
    ...{ RPC_URL: true, CHAIN_ID: true, DEPLOYMENT_FILE: true, MAX_HEAD_AGE_SEC: true },
  })
  .extend({ ...custodySettings, ...awsSettings, ...vaultSettings })
  .extend(pinataSettings.shape)
  .extend({
    CHIPS_URL: z.url().meta({ description: "The station that encodes chips: the sandbox's" }),
    ROYALTY_ADDRESS: z
      .custom<Address>(
        (value) => typeof value === "string" && isAddress(value),
        "an address with a correct checksum",
      )
      .meta({ description: "Who is paid the royalty of a resale", example: "0x…" }),
    ROYALTY_BPS: z.coerce
      .number()
      .int()
      .min(0)
      .max(1_000)
      .default(500)
      .meta({ description: "The royalty of batches that are opened from now on, in basis points" }),
    CURATOR_KEY: privateKey.meta({ description: "Opens batches and designs", example: "0x…" }),
  });
/** What the seed reads: the part of the API's settings that its steps use, and those of nobody else. */
export const seedSettings = withKeys(settingsOfSeed);
