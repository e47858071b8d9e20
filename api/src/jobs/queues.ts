import { PgBoss } from "pg-boss";

/** pg-boss over the schema `jobs`. `work`: this process also runs jobs, watches over them and keeps their clock. */
export function openQueues(connectionString: string, options: { migrate: boolean; work: boolean }) {
  return new PgBoss({
    connectionString,
    schema: "jobs",
    max: options.work ? 4 : 2,
    migrate: options.migrate,
    supervise: options.work,
    schedule: options.work,
    useListenNotify: options.work,
    // How soon a job whose worker went silent is given to another one, on top of its heartbeat.
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
  });
}
