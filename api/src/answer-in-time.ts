/** A part that does not answer within this counts as down. */
const patienceMs = 2_000;

export type Answer<T> = { ok: true; value: T } | { ok: false };

/** What a part says when it is asked how it is; not ok when it fails or takes too long. */
export async function answerInTime<T>(question: Promise<T>): Promise<Answer<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answer<T>>((resolve) => {
    timer = setTimeout(resolve, patienceMs, { ok: false });
  });
  const said = question.then(
    (value) => ({ ok: true, value }) as const,
    () => ({ ok: false }) as const,
  );
  return Promise.race([said, late]).finally(() => clearTimeout(timer));
}
