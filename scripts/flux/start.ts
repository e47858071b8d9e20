import { rmSync } from "node:fs";
import { demoLogins } from "../demo-logins.ts";
import { paths } from "./home.ts";
import { card, createScreen } from "./screen.ts";
import { loadSettings } from "./settings.ts";
import { runningSupervisor, type Status, stopOrphans, thisProcess, writeRunState } from "./state.ts";
import { createUnit, type Unit } from "./unit.ts";
import { unitsOf } from "./units.ts";

/** `./flux start`: brings everything up in order, keeps it up, and stops it in the reverse order. */
export async function start({ dev }: { dev: boolean }): Promise<number> {
  const running = runningSupervisor();
  if (running) {
    console.log(`FLUX runs already: ${running.status.urls.web} (./flux status, ./flux stop)`);
    return running.status.ready ? 0 : 1;
  }
  const orphans = await stopOrphans();
  if (orphans > 0) console.log(`Stopped ${orphans} processes that an earlier run left behind.`);

  const startedMs = Date.now();
  const settings = await loadSettings();
  for (const note of settings.moved) console.log(`Note: ${note}.`);

  let ready = false;
  let stopping: Promise<void> | null = null;
  const units: Unit[] = unitsOf(settings, { dev }).map((definition) => createUnit(definition, changed));
  const screen = createScreen(() => units);
  const status = (): Status => ({
    ready: ready && units.every((unit) => unit.state === "ready" || unit.state === "done"),
    urls: settings.urls,
    processes: units.map(({ definition, state, processId, restarts, elapsedMs, killedFor }) => ({
      name: definition.name,
      state,
      pid: processId?.pid ?? null,
      restarts,
      elapsedMs,
      killedFor,
    })),
    demo: settings.production ? {} : demoLogins,
  });

  function changed(unit: Unit) {
    screen.change(unit);
    save();
    if (unit.state === "ready" && unit.restarts > 0)
      for (const name of unit.definition.restarts ?? [])
        units.find((other) => other.definition.name === name)?.restart();
  }
  function save() {
    const children = units.flatMap((unit) => unit.processId ?? []);
    writeRunState({ supervisor: thisProcess(), children, status: status() });
  }

  const stopAll = () => {
    stopping ??= (async () => {
      screen.settle();
      screen.say("Stopping.");
      // In the reverse order, those that nothing else waits for together.
      const remaining = new Set(units);
      while (remaining.size > 0) {
        const needed = new Set([...remaining].flatMap((unit) => unit.definition.after));
        const leaves = [...remaining].filter((unit) => !needed.has(unit.definition.name));
        await Promise.all(leaves.map((unit) => unit.stop(2_500)));
        for (const leaf of leaves) remaining.delete(leaf);
      }
      rmSync(paths.state, { force: true });
    })();
    return stopping;
  };

  const ended = new Promise<number>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => void stopAll().then(() => resolve(0)));
  });

  screen.begin();
  const started = new Map<string, Promise<void>>();
  for (const unit of units) {
    const before = unit.definition.after.map((name) => started.get(name));
    started.set(
      unit.definition.name,
      Promise.all(before).then(() => (stopping ? undefined : unit.start())),
    );
  }
  try {
    await Promise.race([Promise.all(started.values()), ended]);
  } catch (error) {
    screen.settle();
    console.error(`\n${error instanceof Error ? error.message : error}`);
    await stopAll();
    return 1;
  }
  if (!stopping) {
    ready = true;
    save();
    screen.settle();
    screen.say(card(settings, status(), (Date.now() - startedMs) / 1000));
  }
  return ended;
}
