import { styleText } from "node:util";
import type { Settings } from "./settings.ts";
import type { ProcessState, Status } from "./state.ts";
import type { Unit } from "./unit.ts";

const marks: Record<ProcessState, [string, "gray" | "yellow" | "green" | "magenta"]> = {
  waiting: ["·", "gray"],
  starting: ["›", "yellow"],
  ready: ["✓", "green"],
  done: ["✓", "green"],
  restarting: ["↻", "magenta"],
  stopped: ["×", "gray"],
};

/** Shows the units as they come up: lines that live on a terminal, plain lines anywhere else. */
export function createScreen(units: () => Unit[], out: NodeJS.WriteStream = process.stdout) {
  const startedMs = Date.now();
  const told = new Map<Unit, string>();
  let drawnLines = 0;
  let timer: NodeJS.Timeout | null = null;

  function line(unit: Unit) {
    const [mark, colour] = marks[unit.state];
    const running = unit.state === "starting" || unit.state === "restarting";
    const ms = running ? Date.now() - unit.startedMs : unit.elapsedMs;
    const elapsed = unit.state === "waiting" ? "" : `${(ms / 1000).toFixed(1)} s`;
    const restarts = unit.restarts > 0 ? `  restarted ${unit.restarts}×` : "";
    return `  ${styleText(colour, mark)} ${unit.definition.name.padEnd(11)} ${unit.state.padEnd(10)} ${elapsed.padStart(8)}${restarts}`;
  }

  function draw() {
    if (drawnLines > 0) out.write(`\x1b[${drawnLines}A`);
    const lines = units().map(line);
    for (const text of lines) out.write(`\x1b[2K${text}\n`);
    drawnLines = lines.length;
  }

  return {
    /** Live until `settle`: from then on only restarts are told. */
    begin() {
      if (out.isTTY) timer = setInterval(draw, 100);
    },
    change(unit: Unit) {
      if (timer || told.get(unit) === unit.state) return;
      told.set(unit, unit.state);
      const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
      if (unit.state !== "waiting")
        out.write(`[${seconds.padStart(6)}s] ${unit.definition.name}: ${unit.state}\n`);
    },
    settle() {
      if (!timer) return;
      clearInterval(timer);
      timer = null;
      draw();
    },
    say(text: string) {
      out.write(`${text}\n`);
    },
  };
}

/** What somebody needs to know once all is ready. */
export function card(settings: Settings, { urls, demo }: Status, seconds: number) {
  const bold = (text: string) => styleText("bold", text);
  const rows: [string, string][] = [
    ["Shop", urls.web],
    ["API docs", `${urls.api}/api/docs`],
    ...(settings.production
      ? []
      : ([
          ["Mail inbox", urls.inbox],
          ["SMS", urls.sms],
          ["Sandbox", `${urls.sandbox}  (payments, IPFS, chips, an authenticator app)`],
        ] as [string, string][])),
    ["Chain", `${urls.chain}  (chain id ${settings.env.CHAIN_ID})`],
    ...Object.entries(demo).map(([name, login]): [string, string] => [
      `Login ${name}`,
      `${login.email}  ${login.password}`,
    ]),
  ];
  return [
    "",
    `  ${bold("FLUX is ready")} after ${seconds.toFixed(1)} s`,
    ...rows.map(([name, value]) => `  ${name.padEnd(12)} ${value}`),
    "",
    `  The whole life of a garment, told step by step: ${bold("npm run demo")}`,
    `  Stop with Ctrl-C. Logs: ./flux logs <process>`,
    "",
  ].join("\n");
}
