const kib = 1024;
const otherwise = 256 * kib;

/** Paths that take a file, and the most bytes of a body there: the file, and what a form adds of borders and headers. */
const paths = new Map([["/api/users/avatar", (2 * 1024 + 16) * kib]]);

/** Whether a body here is a file, as it is or in a form. Everywhere else it is JSON, and small. */
export function takesFile(path: string): boolean {
  return paths.has(path);
}

/** The most bytes that a request may bring to a path. */
export function bodyLimitOf(path: string): number {
  return paths.get(path) ?? otherwise;
}
