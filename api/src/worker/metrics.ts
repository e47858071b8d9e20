import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { WorkerReport } from "./check-worker.ts";

/**
 * What `/health` says, as gauges of Prometheus, and how this process fares. What is said of the database and the chain is
 * the same from every worker: an alarm takes the `max`. A number that is not known now is left out.
 */
export function createMetrics() {
  const ofProcess = new Registry();
  collectDefaultMetrics({ register: ofProcess });
  return {
    contentType: ofProcess.contentType,
    /** Prometheus' text of this report. */
    write: async (report: WorkerReport) => `${await measure(report).metrics()}\n${await ofProcess.metrics()}`,
  };
}

type Labels = Record<string, string>;
/** A number for each set of labels; null is not known. */
type Values = [number | null, Labels?][];

/** Made anew for each report: nothing of an earlier one is left in it. */
function measure({
  signerLoops,
  chain,
  queues,
  still,
  degraded,
  pinsInTrouble,
  sms,
}: WorkerReport): Registry {
  const registry = new Registry();
  function gauge(name: string, help: string, values: Values) {
    const labelNames = Object.keys(values[0]?.[1] ?? {});
    const made = new Gauge({ name: `flux_${name}`, help, labelNames, registers: [registry] });
    if (labelNames.length === 0) made.remove();
    for (const [value, labels = {}] of values) if (value !== null) made.set(labels, value);
  }
  type Loop = (typeof signerLoops)[number];
  const ofSigners = (read: (loop: Loop) => number | null): Values =>
    signerLoops.map((loop) => [read(loop), { purpose: loop.purpose, signer: loop.signer }]);

  gauge(
    "requests",
    "Mints and relays that are not final",
    signerLoops.flatMap(
      ({ purpose, queued, underWay, parked }): Values => [
        [queued, { purpose, state: "queued" }],
        [underWay, { purpose, state: "under_way" }],
        [parked, { purpose, state: "parked" }],
      ],
    ),
  );
  const perSigner: [string, string, (loop: Loop) => number | null][] = [
    [
      "oldest_due_seconds",
      "For how long the oldest due one has been waiting",
      (loop) => loop.oldestDueSec ?? 0,
    ],
    ["signer_failing", "1 when the last round of its loop failed", (loop) => Number(loop.lastError !== null)],
    ["signer_held", "1 when a worker holds its lease", (loop) => Number(loop.lease !== "held by nobody")],
    ["signer_balance_pol", "What it can pay with", (loop) => loop.balancePol],
    ["signer_spent_day_pol", "Spent in 24 hours, with what is under way", (loop) => loop.spentPol],
    ["signer_daily_limit_pol", "The most it may spend in 24 hours", (loop) => loop.dailyLimitPol],
    ["signer_transaction_limit_pol", "The most one transaction may cost", (loop) => loop.transactionLimitPol],
    [
      "signer_round_age_seconds",
      "Since this worker's loop came round without a failure",
      ({ lastRoundAt }) => lastRoundAt && (Date.now() - lastRoundAt.getTime()) / 1_000,
    ],
  ];
  for (const [name, help, read] of perSigner) gauge(name, help, ofSigners(read));

  gauge("chain_head_block", "The newest block of RPC_URL", [[chain.block]]);
  gauge("chain_head_age_seconds", "Its age, or for how long it has been seen to stand still", [
    [chain.headAgeSec],
  ]);
  gauge(
    "chain_node_well",
    "1 when a node of RPC_URL follows the chain and tells what the others tell",
    chain.nodes.map(({ name: node, trouble }) => [Number(trouble === null), { node }]),
  );
  gauge("indexed_block", "The last block in the views that pages are made of", [[chain.indexedBlock]]);
  gauge(
    "jobs",
    "Jobs of a queue",
    queues.flatMap(
      ({ name: queue, due, active, failed }): Values => [
        [due, { queue, state: "due" }],
        [active, { queue, state: "active" }],
        [failed, { queue, state: "failed" }],
      ],
    ),
  );
  gauge(
    "jobs_oldest_due_seconds",
    "For how long the oldest due job has been waiting",
    queues.map(({ name: queue, oldestDueSec }) => [oldestDueSec ?? 0, { queue }]),
  );
  gauge("worker_still", "Parts of this worker that stand still", [[still.length]]);
  gauge(
    "worker_degraded",
    "What is held up from outside, or waits for a person",
    degraded.map(({ part }) => [1, { part }]),
  );
  gauge("pins_in_trouble", "Folders that IPFS lost and no job could put back", [[pinsInTrouble.length]]);
  gauge("sms_day", "Text messages that 24 hours have seen", [[sms.ofDay]]);
  gauge("sms_daily_limit", "The most that they may see", [[sms.dailyLimit]]);
  return registry;
}
