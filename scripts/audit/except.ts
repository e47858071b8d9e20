import { userInfo } from "node:os";
import { exceptToken } from "@flux/api/auditor/exceptions";
import type { Db } from "@flux/api/db";
import type { createLog } from "@flux/api/log";
import { batchAndSerialOf, type Deployment, fluxGarmentAbi } from "@flux/contracts";
import { createPublicClient, http, zeroAddress } from "viem";
import type { ExceptArguments } from "./arguments.ts";

type World = { db: Db; log: ReturnType<typeof createLog>; rpcUrl: string; deployment: Deployment };

/** Writes an exception down, once the chain has said that there is such a token. */
export async function except(
  { db, log, rpcUrl, deployment }: World,
  { tokenId, reason, withdraw }: ExceptArguments,
): Promise<number> {
  const chain = createPublicClient({ transport: http(rpcUrl) });
  const [holder] = await chain.readContract({
    address: deployment.FluxGarment,
    abi: fluxGarmentAbi,
    functionName: "holdingOf",
    args: [tokenId],
  });
  const { batchId, serial } = batchAndSerialOf(tokenId);
  const name = `${batchId}-${serial}`;
  if (holder === zeroAddress) {
    console.error(`There is no token ${name} on chain: nothing was written down.`);
    return 2;
  }
  await exceptToken({ db, log }, { tokenId, reason, by: userInfo().username, withdraw });
  console.log(
    withdraw
      ? `Token ${name} is no longer excepted. The audit asks for its order again.`
      : `Written down: token ${name} of ${holder} needs no order. Every audit lists it with its reason.`,
  );
  return 0;
}
