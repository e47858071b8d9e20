/** Of a refused input, `problems` names each field: `address.phone`. */
export type Refusal = {
  code: string;
  message: string;
  problems: { path: string; message: string }[];
  /** Of `held_by_you`: the order in which the person holds it. */
  heldIn?: string;
};

/** The code and the sentence of a refused call; `otherwise` where the API said nothing that can be read. */
export function problemOf(error: unknown, otherwise: string): Refusal {
  if (typeof error === "object" && error !== null && "error" in error) {
    const { code, message, problems = [], values } = error.error as Partial<Refusal> & { values?: Values };
    const heldIn = code === "held_by_you" ? String(values?.order) : undefined;
    if (typeof code === "string" && typeof message === "string")
      return { code, message, problems, ...(heldIn && { heldIn }) };
  }
  return { code: "internal", message: otherwise, problems: [] };
}

type Values = Record<string, unknown>;
