import type { Messages } from "next-intl";
import type { Schemas } from "@/api.ts";
import type { Refusal } from "@/api-problem.ts";
import { type FormState, refusedFields, textOf, typedValues } from "@/ui/form-state.ts";
import { addressFields, type FieldName } from "./address-fields.tsx";

/** The address that was typed into a form. The API says what is wrong with it. */
export function readAddress(form: FormData): Schemas["NewAddress"] {
  const { line2, ...rest } = Object.fromEntries(
    addressFields.map((name) => [name, textOf(form, name).trim()]),
  ) as Record<FieldName, string>;
  // What is no state is refused by the API, by its name.
  const state = rest.state as Schemas["NewAddress"]["state"];
  return { ...rest, state, ...(line2 && { line2 }), country: "IN" };
}

/** What a form with an address shows that was refused. */
export function addressRefusal(
  { code, message, problems }: Refusal,
  form: FormData,
  words: Messages["checkout"]["refused"],
): FormState {
  if (code !== "invalid_input") return { problem: message, code, fields: {}, values: typedValues(form) };
  const fields = refusedFields(
    problems,
    Object.fromEntries(addressFields.map((name) => [name, words[name]])),
  );
  // Which state a PIN code is of, or that it is of none, only the API knows.
  const told = problems.find(({ path, message }) => path.endsWith("postalCode") && /^The PIN/.test(message));
  if (told) fields.postalCode = told.message;
  return { problem: words.title, code, fields, values: typedValues(form) };
}
