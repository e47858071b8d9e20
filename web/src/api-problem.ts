/** The sentence and the code of a refused call. */
export function problemOf(error: unknown): { code: string; message: string } {
  if (typeof error === "object" && error !== null && "error" in error) {
    const { code, message } = error.error as { code?: unknown; message?: unknown };
    if (typeof code === "string" && typeof message === "string") return { code, message };
  }
  return { code: "internal", message: "Something broke on our side. Try again." };
}
