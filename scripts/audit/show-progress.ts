import type { AuditProgress } from "@flux/api/auditor/audit-books";

const firstAfterMs = 2_000;
/** Where nobody looks at a terminal, a line now and then is enough. */
const lineEveryMs = 15_000;

/** Tells on standard error how far a long reading is; a short one is silent. */
export function showProgress(out: NodeJS.WriteStream = process.stderr) {
  const startedMs = Date.now();
  let lastMs = startedMs - lineEveryMs + firstAfterMs;
  let shown = false;
  return {
    show({ from, to, done }: AuditProgress) {
      const now = Date.now();
      if (now - startedMs < firstAfterMs || (!out.isTTY && now - lastMs < lineEveryMs)) return;
      lastMs = now;
      shown = true;
      const percent = Math.floor((Number(done - from + 1n) / Number(to - from + 1n)) * 100);
      const text = `reading the chain's events: block ${done} of ${to} (${percent} %)`;
      out.write(out.isTTY ? `\r\x1b[2K${text}` : `${text}\n`);
    },
    end() {
      if (shown && out.isTTY) out.write("\r\x1b[2K");
    },
  };
}
