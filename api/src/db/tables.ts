// Every table the API owns, for drizzle-kit. A module's code imports its own tables.ts, not this list.

export * from "../modules/blockchain/tables.ts";
export { flux } from "./flux-schema.ts";
