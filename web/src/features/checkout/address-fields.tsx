import type { Messages } from "next-intl";
import { Field } from "@/ui/field.tsx";
import type { FormState } from "@/ui/form-state.ts";
import { SelectField } from "@/ui/select-field.tsx";
import { indianStates } from "./indian-states.ts";

export const addressFields = ["fullName", "phone", "line1", "line2", "city", "state", "postalCode"] as const;
export type FieldName = (typeof addressFields)[number];
export type TypedAddress = Partial<Record<FieldName, string | null>>;

/** The fields of an address in India, filled with what was typed, else with `initial`. */
export function AddressFields({
  state,
  initial,
  words,
}: {
  state: FormState;
  initial: TypedAddress;
  words: Messages["checkout"]["form"];
}) {
  const field = (of: FieldName) => ({
    name: of,
    title: words[of],
    defaultValue: state.values?.[of] ?? initial[of] ?? undefined,
    error: state.fields?.[of],
  });
  return (
    <>
      <Field {...field("fullName")} autoComplete="name" required />
      <Field
        {...field("phone")}
        type="tel"
        autoComplete="tel"
        inputMode="tel"
        required
        hint={words.phoneHint}
      />
      <Field {...field("line1")} autoComplete="address-line1" required maxLength={200} />
      <Field {...field("line2")} note={words.optional} autoComplete="address-line2" maxLength={200} />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          {...field("postalCode")}
          autoComplete="postal-code"
          inputMode="numeric"
          required
          maxLength={7}
        />
        <Field {...field("city")} autoComplete="address-level2" required maxLength={80} />
      </div>
      <SelectField
        key={state.values?.state}
        {...field("state")}
        unchosen={words.unchosen}
        options={indianStates}
        autoComplete="address-level1"
        required
      />
    </>
  );
}
