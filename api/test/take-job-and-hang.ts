// A worker that takes one mail job and stands still at it, until it is killed.
import { openQueues } from "../src/jobs/queues.ts";

const boss = openQueues(process.env.DATABASE_URL ?? "", { migrate: false, work: true });
await boss.start();
await boss.work("send-mail", { pollingIntervalSeconds: 0.5 }, async () => {
  console.log("taken");
  await new Promise(() => {});
});
