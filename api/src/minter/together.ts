/** Which of the requests that are due travel in one transaction: what was put off goes alone, for it may be what the chain refuses. */
export function together<Due extends { tries: number }>(due: Due[]): Due[] {
  const fresh = due.filter(({ tries }) => tries === 0);
  return fresh.length > 0 ? fresh : due.slice(0, 1);
}
