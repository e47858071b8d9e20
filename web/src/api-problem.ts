/** Of a refused input, `problems` names each field: `address.phone`. */
export type Refusal = { code: string; message: string; problems: { path: string; message: string }[] };

/** The code and the sentence of a refused call; `otherwise` where the API said nothing that can be read. */
export function problemOf(error: unknown, otherwise: string): Refusal {
  if (typeof error === "object" && error !== null && "error" in error) {
    const { code, message, problems = [] } = error.error as Partial<Refusal>;
    if (typeof code === "string" && typeof message === "string") return { code, message, problems };
  }
  return { code: "internal", message: otherwise, problems: [] };
}
