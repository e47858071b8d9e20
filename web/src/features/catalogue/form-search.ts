/** The query that a GET form would send, without what is empty. */
export function searchOfForm(form: HTMLFormElement): string {
  const filled = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === "string" && value.trim() ? [[name, value.trim()]] : [],
  );
  return new URLSearchParams(filled).toString();
}

/** Lets a form say what an address says. */
export function fillForm(form: HTMLFormElement, search: string) {
  const query = new URLSearchParams(search);
  for (const field of form.elements) {
    if (field instanceof HTMLSelectElement) field.value = query.get(field.name) ?? "";
    if (!(field instanceof HTMLInputElement)) continue;
    const value = query.get(field.name) ?? "";
    if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === value;
    else field.value = value;
  }
}

/** Whether somebody typed or chose something since the server drew the form. */
export function isTouched(form: HTMLFormElement): boolean {
  return [...form.elements].some((field) =>
    field instanceof HTMLInputElement
      ? field.value !== field.defaultValue || field.checked !== field.defaultChecked
      : field instanceof HTMLSelectElement && !field.selectedOptions[0]?.defaultSelected,
  );
}
