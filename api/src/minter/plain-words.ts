/**
 * What a node or a contract said, fit to be stored and shown. A contract may say anything, zeros and half characters
 * too, which PostgreSQL refuses: a refusal that can't be written down would be met again for ever.
 */
export function plainWords(said: string): string {
  return said
    .toWellFormed()
    .replaceAll(/\p{C}+/gu, " ")
    .slice(0, 300)
    .toWellFormed();
}
