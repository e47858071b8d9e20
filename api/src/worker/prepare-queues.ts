import { openQueues } from "../jobs/queues.ts";
import { registry } from "./registry.ts";

/** A worker tells every 5 s that it is at a job; one that was killed loses its jobs after this. */
const heartbeatSeconds = 10;

const defaultRetry = { retryLimit: 12, retryDelay: 1, retryBackoff: true, retryDelayMax: 300 };

/** Creates pg-boss's schema and every queue of the registry. Part of the migrations. */
export async function prepareQueues(databaseUrl: string) {
  const boss = openQueues(databaseUrl, { migrate: true, work: false });
  await boss.start();
  for (const job of registry) {
    const options = { ...defaultRetry, ...job.retry, notify: true, heartbeatSeconds };
    await boss.createQueue(job.name, options);
    await boss.updateQueue(job.name, options);
  }
  await boss.stop({ graceful: false });
}
