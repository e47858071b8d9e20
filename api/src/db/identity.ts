import { sql } from "drizzle-orm";

/**
 * SQL: which server this is, and on which line of its history. A cluster made anew has another identifier; a point in time
 * that was recovered, and a standby that was promoted, another timeline. It is read off the log's present place:
 * `pg_control_checkpoint()` tells the old one until the first checkpoint. A standby has no such place: it throws.
 */
export const systemIdentifier = sql<string>`(select system_identifier::text from pg_control_system())`;
export const timeline = sql<number>`('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer`;
