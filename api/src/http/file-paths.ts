const kib = 1024;
const otherwise = 256 * kib;

/** Paths that take a file, and the most bytes of a body there: the file, and what a form adds of borders and headers. */
const paths: [RegExp, number][] = [
  [/^\/api\/users\/avatar$/, (2 * 1024 + 16) * kib],
  [/^\/api\/reviews\/[^/]+\/pictures$/, (5 * 1024 + 16) * kib],
];
const find = (path: string) => paths.find(([pattern]) => pattern.test(path));

/** Whether a body here is a file, as it is or in a form. Everywhere else it is JSON, and small. */
export function takesFile(path: string): boolean {
  return find(path) !== undefined;
}

/** The most bytes that a request may bring to a path. */
export function bodyLimitOf(path: string): number {
  return find(path)?.[1] ?? otherwise;
}
