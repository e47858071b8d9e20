import type { paths } from "@/api.gen.ts";
import { one } from "./queries.ts";

type AuditQuery = NonNullable<paths["/api/admin/audit"]["get"]["parameters"]["query"]>;
type Act = NonNullable<AuditQuery["act"]>;

/** What stands in the address, and what the API is asked: days are those of India, from their midnight on. */
export function auditFilterOf(query: Record<string, string | string[] | undefined>) {
  const typed: Record<string, string> = {};
  for (const name of ["act", "actor", "subject", "since", "until"]) {
    const value = one(query[name])?.trim().slice(0, 200);
    if (value) typed[name] = value;
  }
  const { act, actor, subject, since, until } = typed;
  const midnight = (day: string) => `${day}T00:00:00+05:30`;
  const asked: AuditQuery = {
    // What is no act the API refuses.
    ...(act && { act: act as Act }),
    ...(actor && { actor }),
    ...(subject && { subject }),
    ...(since && { since: midnight(since) }),
    ...(until && { until: midnight(until) }),
  };
  return { typed, asked };
}
