// Every table the API owns, for drizzle-kit. A module's code imports its own tables.ts, not this list.
// The schema `flux` itself is made by the migrator, which keeps its own table there.

export * from "../modules/blockchain/tables.ts";
