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

/**
 * The fields that the API refused. Its sentence lists them as `json.<path>: <reason>; …`; `words` gives each field
 * the sentence that a person should read.
 */
export function refusedFields(message: string, words: Record<string, string>): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const problem of message.split("; ")) {
    const name = /^json\.(?:[\w]+\.)*(\w+):/.exec(problem)?.[1];
    if (name && words[name]) fields[name] = words[name];
  }
  return fields;
}
