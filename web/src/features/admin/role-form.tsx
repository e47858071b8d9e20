"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { changeRole } from "./person-actions.ts";

type Role = "customer" | "admin" | "super_admin";

export function RoleForm({
  id,
  role,
  words,
  names,
}: {
  id: string;
  role: Role;
  words: Messages["admin"]["roleForm"];
  names: Record<Role, string>;
}) {
  const [state, action] = useActionState(changeRole, {});
  return (
    <form action={action} className="flex max-w-md flex-wrap items-end gap-4">
      <FormProblem state={state} titles={words} />
      <input type="hidden" name="id" value={id} />
      <div className="flex-1">
        <label htmlFor="field-role" className="mb-1.5 block text-sm font-medium">
          {words.role}
        </label>
        <select
          id="field-role"
          name="role"
          defaultValue={role}
          key={role}
          className="block min-h-12 w-full rounded-[2px] border border-line-strong bg-night px-3 hover:border-fog"
        >
          {Object.entries(names).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <SubmitButton look="quiet" busy={words.giving}>
        {words.give}
      </SubmitButton>
    </form>
  );
}
