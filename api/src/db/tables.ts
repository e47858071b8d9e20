// Every table the API owns, for drizzle-kit. A module's code imports its own tables.ts, not this list.
// The schema `flux` itself is made by the migrator, which keeps its own table there.

export * from "../modules/auth/tables.ts";
export * from "../modules/blockchain/tables.ts";
export * from "../modules/cart/tables.ts";
export * from "../modules/garments/tables.ts";
export * from "../modules/nfc/tables.ts";
export * from "../modules/orders/tables.ts";
export * from "../modules/payments/tables.ts";
export * from "../modules/products/tables.ts";
export * from "../modules/users/tables.ts";
export * from "../modules/voting/tables.ts";
export * from "../modules/webhooks/tables.ts";
