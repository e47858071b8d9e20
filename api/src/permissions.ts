/** Who something is open to. A tribe member holds a garment: the chain says so, nothing stores it. */
type From = "anyone" | "customer" | "tribe_member" | "admin" | "super_admin";
type Rule = { from: From; byKey: boolean; words: string };

/**
 * Who may do what: the whole matrix. Every route names its line (`may`), one middleware holds it (http/require-permission.ts),
 * and the API's document shows it. `byKey`: an API key may be given it. What is somebody's own is nobody else's on any line.
 */
export const permissions = {
  shop: { from: "anyone", byKey: false, words: "Look around, fill a cart, tap a tag, sign in" },
  account: { from: "customer", byKey: false, words: "Buy, own, send away, and keep an account" },
  vote: { from: "tribe_member", byKey: false, words: "Vote on designs" },
  "people:read": {
    from: "admin",
    byKey: true,
    words: "See people, what they own and where they are signed in",
  },
  "people:write": {
    from: "admin",
    byKey: true,
    words: "Block people, sign them out, write notes about them",
  },
  "products:write": { from: "admin", byKey: true, words: "Add, change and archive products" },
  "audit:read": { from: "admin", byKey: true, words: "Read the audit log" },
  "reviews:write": { from: "admin", byKey: false, words: "Hide and show reviews, reply to them" },
  "keys:write": { from: "admin", byKey: false, words: "Make and revoke API keys" },
  "roles:write": {
    from: "super_admin",
    byKey: false,
    words: "Appoint and remove admins, take off a lost second factor",
  },
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof permissions;

/** The lines of the house's own people. */
export type AdminPermission = {
  [P in Permission]: (typeof permissions)[P]["from"] extends "admin" | "super_admin" ? P : never;
}[Permission];

/** What an API key may be given. */
export type Scope = {
  [P in Permission]: (typeof permissions)[P]["byKey"] extends true ? P : never;
}[Permission];

export const scopes = Object.entries(permissions).flatMap(([name, { byKey }]) => (byKey ? [name] : [])) as [
  Scope,
  ...Scope[],
];
