export { fluxGarmentAbi, fluxVotingAbi } from "./abi.gen.ts";
export { type Deployment, parseDeployment, readDeployment } from "./deployments.ts";
export {
  batchAndSerialOf,
  idsPerBatch,
  maxBatchId,
  maxCap,
  tagHashOfChip,
  tokenIdOf,
} from "./garment-ids.ts";
export { readGenesisHash } from "./genesis.ts";
export { adminRole, grants, type WorkingRole, workingRoles } from "./roles.ts";
export {
  attestationTypes,
  ballotTypes,
  garmentDomain,
  handoverTypes,
  tagProofTypes,
  transferTypes,
  votingDomain,
} from "./typed-data.ts";
