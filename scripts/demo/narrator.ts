import { styleText } from "node:util";

type Facts = Record<string, string | number | boolean>;
export type Told = { step: string; ok: boolean; ms: number; facts: Facts; error?: string };

/** Tells the steps as they happen: sentences for people, or one JSON object at the end. */
export function createNarrator({ json }: { json: boolean }) {
  const told: Told[] = [];
  const say = (text: string) => {
    if (!json) console.log(text);
  };
  return {
    say,
    told,
    /** Runs one step. What it returns, besides its facts, is for the next ones. The first failure ends the story. */
    async step<T extends { facts?: Facts }>(step: string, act: () => Promise<T>): Promise<T> {
      const startedMs = performance.now();
      if (!json) process.stdout.write(`${styleText("yellow", "›")} ${step} … `);
      try {
        const result = await act();
        const ms = Math.round(performance.now() - startedMs);
        told.push({ step, ok: true, ms, facts: result.facts ?? {} });
        say(`${styleText("green", "✓")} ${styleText("gray", `${ms} ms`)}`);
        for (const [name, value] of Object.entries(result.facts ?? {}))
          say(`    ${name.padEnd(16)} ${value}`);
        return result;
      } catch (error) {
        const ms = Math.round(performance.now() - startedMs);
        const message = error instanceof Error ? error.message : String(error);
        told.push({ step, ok: false, ms, facts: {}, error: message });
        say(`${styleText("red", "×")}\n    ${message}`);
        throw error;
      }
    },
  };
}

export type Narrator = ReturnType<typeof createNarrator>;

/** Asks again until the answer is there. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  timeoutMs = 30_000,
) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${timeoutMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The step is only as told if this holds. */
export function expect(holds: unknown, sentence: string): asserts holds {
  if (!holds) throw new Error(`Not as told: ${sentence}`);
}
