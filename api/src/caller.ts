import type { Scope } from "./permissions.ts";

export type Role = "customer" | "admin" | "super_admin";

/** The signed-in account, as every handler sees it. `id` is the uuid. */
export type SessionUser = {
  id: string;
  email: string | null;
  emailVerified: boolean;
  name: string;
  role: Role;
};

/** One signed-in browser or client. `id` is the uuid. */
export type Session = {
  id: string;
  /** What the request came with: the session's own token, or a short one made for it. */
  by: "session_token" | "access_token";
  user: SessionUser;
  remembered: boolean;
  createdAt: Date;
  /** To the hour. */
  seenAt: Date;
  /** When the person last showed that it is them. */
  confirmedAt: Date;
  /** Whether it was opened, or went on, with a code of their authenticator app. */
  secondFactor: boolean;
};

/** A program of somebody of the house. It may do what it was given, as long as its maker may. `id` is the uuid. */
export type ApiKey = { id: string; scopes: readonly Scope[]; user: SessionUser };

/** Who is on the other end, for limits and for a person's list of sessions. Never for a decision of trust. */
export type Client = { ip: string; userAgent: string };
