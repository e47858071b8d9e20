/**
 * Which of the requests that are due travel in one transaction: those that were never put off, up to `atOnce`. What was
 * put off goes alone, for it may be what the chain refuses, and after the others.
 */
export function together<Due extends { tries: number }>(due: Due[], atOnce: number): Due[][] {
  const fresh = due.filter(({ tries }) => tries === 0);
  const groups: Due[][] = [];
  for (let from = 0; from < fresh.length; from += atOnce) groups.push(fresh.slice(from, from + atOnce));
  return [...groups, ...due.filter(({ tries }) => tries > 0).map((putOff) => [putOff])];
}
