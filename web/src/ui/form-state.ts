/** What a form knows after it was sent and refused: a sentence, the fields it is about, and what was typed. */
export type FormState = {
  problem?: string;
  code?: string;
  fields?: Record<string, string>;
  values?: Record<string, string>;
};

/** The typed values, to fill the form again. Passwords are not sent back. */
export function typedValues(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value === "string" && !/password/i.test(name) && !name.startsWith("$")) values[name] = value;
  }
  return values;
}

/** The refused fields by the last part of their path; `words` gives each the sentence that a person should read. */
export function refusedFields(
  problems: { path: string }[],
  words: Record<string, string>,
): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { path } of problems) {
    const name = path.split(".").at(-1);
    if (name && words[name]) fields[name] = words[name];
  }
  return fields;
}

/** What was typed into a field; "" when it is not there. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
