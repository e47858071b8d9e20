/** The code and the sentence of a refused call; `otherwise` where the API said nothing that can be read. */
export function problemOf(error: unknown, otherwise: string): { code: string; message: string } {
  if (typeof error === "object" && error !== null && "error" in error) {
    const { code, message } = error.error as { code?: unknown; message?: unknown };
    if (typeof code === "string" && typeof message === "string") return { code, message };
  }
  return { code: "internal", message: otherwise };
}
