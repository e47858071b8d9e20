import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import pLimit from "p-limit";
import type { PictureRules, Pictures, Redrawn, Refused, Sent } from "./pictures.ts";

const program = fileURLToPath(new URL("./draw-process.ts", import.meta.url));

/**
 * Draws in processes of their own, `atOnce` of them, each started when it is first needed. A bomb holds up nothing but
 * its process, which is killed after `patienceMs`; bytes that break libvips break no API, and find no secret in their
 * environment. A thread would share Node's few threads for names, files and passwords with all requests. At most `most`
 * pictures are drawn or wait, and `mostOfOwner` of one owner.
 */
export function drawInProcesses({
  atOnce = 2,
  most = 24,
  mostOfOwner = 4,
  patienceMs = 20_000,
} = {}): Pictures {
  const places = pLimit(atOnce);
  const held = new Map<string, number>();
  const all = new Set<ChildProcess>();
  const idle: ChildProcess[] = [];

  function start() {
    // Few arenas: glibc would keep a bomb's memory in each.
    const env = { MALLOC_ARENA_MAX: "2" };
    const child = fork(program, { env, execArgv: [], serialization: "advanced", stdio: "ignore" });
    all.add(child);
    child.once("exit", () => {
      all.delete(child);
      const at = idle.indexOf(child);
      if (at >= 0) idle.splice(at, 1);
    });
    // Nobody's end waits for it.
    child.unref();
    child.channel?.unref();
    return child;
  }

  async function draw(sent: Sent, rules: PictureRules): Promise<Redrawn> {
    const child = idle.pop() ?? start();
    const answer = await answerOf(child, { sent, rules }, patienceMs);
    if (child.connected && !child.killed) idle.push(child);
    return answer;
  }

  return {
    async redraw(sent, rules, owner) {
      const mine = held.get(owner) ?? 0;
      if (mine >= mostOfOwner) return refuse("too_many_of_yours");
      if (places.activeCount + places.pendingCount >= most) return refuse("busy");
      held.set(owner, mine + 1);
      try {
        return await places(() => draw(sent, rules));
      } finally {
        const left = (held.get(owner) ?? 1) - 1;
        if (left > 0) held.set(owner, left);
        else held.delete(owner);
      }
    },
    pids: () => [...all].flatMap(({ pid }) => pid ?? []),
    close() {
      for (const child of all) child.kill("SIGKILL");
    },
  };
}

/** What a process answers. One that dies on a picture, or is too long about it and killed, answers nothing more. */
function answerOf(child: ChildProcess, question: object, patienceMs: number): Promise<Redrawn> {
  return new Promise((resolve) => {
    const settle = (answer: Redrawn) => {
      clearTimeout(timer);
      child.removeAllListeners("message");
      child.off("exit", died);
      child.off("error", died);
      resolve(answer);
    };
    const died = () => settle(refuse("broken"));
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      settle(refuse("too_slow"));
    }, patienceMs);
    child.once("message", (answer) => settle(answer as Redrawn));
    child.once("exit", died);
    child.once("error", died);
    child.send(question, (error) => error && died());
  });
}

function refuse(refused: Refused): Redrawn {
  return { ok: false, refused };
}
