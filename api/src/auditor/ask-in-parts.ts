/** So many calls travel in one eth_call: some 100,000 gas each at most, where nodes allow 50 million. */
const callsAtOnce = 250;

/** Asks about many things in one request after the other: a public node refuses hundreds at a time. */
export async function askInParts<Item, Answer>(
  items: Item[],
  ask: (part: Item[]) => Promise<Answer[]>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < items.length; from += callsAtOnce)
    answers.push(...(await ask(items.slice(from, from + callsAtOnce))));
  return answers;
}
