// Who may call what: the one table from which the deployment grants and the tests walk.
import { type Hex, keccak256, toBytes, zeroHash } from "viem";

type Contract = "FluxGarment" | "FluxVoting";
type RoleEntry = { id: Hex; may: Partial<Record<Contract, readonly string[]>> };

const idOf = (name: string): Hex => keccak256(toBytes(`${name}_ROLE`));

/** What each working role may call. `attestor` calls nothing: it signs what `handoverAttested` asks for. */
export const workingRoles = {
  minter: { id: idOf("MINTER"), may: { FluxGarment: ["mintProduct", "mintProducts"] } },
  curator: {
    id: idOf("CURATOR"),
    may: {
      FluxGarment: [
        "openBatch",
        "openBatchWithRoyalty",
        "lowerCap",
        "vaultBatch",
        "updateMetadata",
        "setContractURI",
      ],
      FluxVoting: ["openDesign", "decide"],
    },
  },
  tagger: { id: idOf("TAGGER"), may: { FluxGarment: ["retag"] } },
  attestor: { id: idOf("ATTESTOR"), may: { FluxGarment: [] } },
  pauser: { id: idOf("PAUSER"), may: { FluxGarment: ["pause", "unpause"] } },
} as const satisfies Record<string, RoleEntry>;

/** What the timelock may call, and nobody else. */
export const adminRole = {
  id: zeroHash,
  may: {
    FluxGarment: ["grantRole", "revokeRole", "setDefaultRoyalty", "setBatchRoyalty", "setOwner"],
    FluxVoting: ["grantRole", "revokeRole"],
  },
} as const satisfies RoleEntry;

export type WorkingRole = keyof typeof workingRoles;

/** Every grant of a deployment, as [contract, role]. */
export const grants = (Object.keys(workingRoles) as WorkingRole[]).flatMap((role) =>
  (Object.keys(workingRoles[role].may) as Contract[]).map((contract) => [contract, role] as const),
);
