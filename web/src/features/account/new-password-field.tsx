import { Field } from "@/ui/field.tsx";

type Words = { password: string; passwordHint: string };

/** Where a password is chosen: a password manager offers one here. */
export function NewPasswordField({ words, error }: { words: Words; error?: string }) {
  return (
    <Field
      name="password"
      title={words.password}
      type="password"
      autoComplete="new-password"
      required
      minLength={8}
      maxLength={128}
      hint={words.passwordHint}
      error={error}
    />
  );
}
