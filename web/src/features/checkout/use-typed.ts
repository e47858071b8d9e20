import { type RefObject, useEffect } from "react";
import { addressFields } from "./address-fields.tsx";

const keptForMs = 24 * 3_600_000;
const nameOf = (userId: string) => `flux.checkout.${userId}`;

/**
 * Keeps what somebody types into the checkout in their browser, for a day or until it is ordered: going back, a reload, a session
 * that ended and a deploy lose none of it. Nobody else who signs in there sees it. Where the browser keeps nothing, nothing is kept.
 */
export function useTyped(form: RefObject<HTMLFormElement | null>, userId: string) {
  useEffect(() => {
    const element = form.current;
    if (!element) return;
    const kept = read(userId);
    for (const name of addressFields) {
      const field = element.elements.namedItem(name);
      const typed = kept[name];
      if (isField(field) && isUntouched(field) && typeof typed === "string") field.value = typed;
    }
    const keep = () => {
      const typed = Object.fromEntries(
        addressFields.flatMap((name) => {
          const field = element.elements.namedItem(name);
          return isField(field) ? [[name, field.value]] : [];
        }),
      );
      attempt(() => localStorage.setItem(nameOf(userId), JSON.stringify({ at: Date.now(), typed })));
    };
    element.addEventListener("input", keep);
    return () => element.removeEventListener("input", keep);
  }, [form, userId]);
}

/** Forgets what was typed: it is an order now. */
export function forgetTyped() {
  attempt(() => {
    for (const name of Object.keys(localStorage))
      if (name.startsWith(nameOf(""))) localStorage.removeItem(name);
  });
}

function read(userId: string): Record<string, unknown> {
  return (
    attempt(() => {
      const { at, typed } = JSON.parse(localStorage.getItem(nameOf(userId)) ?? "{}");
      return Date.now() - at < keptForMs ? typed : {};
    }) ?? {}
  );
}

const isField = (field: unknown) => field instanceof HTMLInputElement || field instanceof HTMLSelectElement;

/** Whether it holds what the server wrote: what is typed before the page runs, or brought back by the browser, stays. */
function isUntouched(field: HTMLInputElement | HTMLSelectElement) {
  return field instanceof HTMLInputElement
    ? field.value === field.defaultValue
    : [...field.options].every(({ defaultSelected, selected }) => selected === defaultSelected) ||
        field.value === "";
}

/** Storage may be off, full or somebody else's text. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
