export type Role = "customer" | "admin" | "super_admin";

/** The signed-in account, as every handler sees it. `id` is the uuid. */
export type SessionUser = {
  id: string;
  email: string | null;
  emailVerified: boolean;
  name: string;
  role: Role;
};

/** Who is on the other end, for limits and for a person's list of sessions. Never for a decision of trust. */
export type Client = { ip: string; userAgent: string };
