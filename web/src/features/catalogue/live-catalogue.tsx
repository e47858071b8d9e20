"use client";

import { unstable_isUnrecognizedActionError as isOfAnotherBuild, useSearchParams } from "next/navigation";
import { type ReactNode, startTransition, useEffect, useRef, useState } from "react";
import { askInTurn } from "./ask-in-turn.ts";
import { fillForm, isTouched, searchOfForm } from "./form-search.ts";

/** How long somebody may pause within a word. */
const typingMs = 250;
/** An answer that takes longer is given up, and asked for again. */
const patienceMs = 30_000;

/** What was shown at each address, so that the way back is at once, to the same place. */
let past: Readonly<Record<string, ReactNode>> = {};

/**
 * Keeps the catalogue at what the address says. The form and the links in it change the address; it goes past the
 * router, which takes the page away when nothing answers. `made`: what `children` were drawn for.
 */
export function LiveCatalogue({
  made,
  show,
  noAnswer,
  children,
}: {
  made: string;
  show: (search: string) => Promise<ReactNode>;
  noAnswer: string;
  children: ReactNode;
}) {
  const search = useSearchParams().toString();
  const [answers, setAnswers] = useState(past);
  const [last, setLast] = useState(children);
  const [trouble, setTrouble] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const asker = useRef<ReturnType<typeof askInTurn>>(undefined);
  /** The address that the form says or wrote itself: it need not be told, and what was typed before this script was there stays. */
  const written = useRef<string | undefined>(made);
  const typing = useRef<{ timer?: ReturnType<typeof setTimeout>; since?: string }>({});

  const there = search === made ? children : answers[search];
  if (there !== undefined && there !== last) setLast(there);
  const waits = there === undefined;

  useEffect(() => {
    asker.current = askInTurn((wanted) => inTime(show(wanted)), {
      trouble: setTrouble,
      news(wanted, node) {
        past = { ...past, [wanted]: node };
        startTransition(() => setAnswers(past));
      },
    });
    return () => asker.current?.end();
  }, [show]);

  useEffect(() => {
    asker.current?.want(waits ? search : undefined);
    if (!waits) setTrouble(false);
  }, [search, waits]);

  useEffect(() => {
    const form = box.current?.querySelector("form");
    if (form && written.current !== search) fillForm(form, search);
  }, [search]);

  useEffect(() => {
    const root = box.current;
    if (!root) return;
    const ended = new AbortController();
    const on = { signal: ended.signal };

    function goTo(query: string, typed = false) {
      clearTimeout(typing.current.timer);
      const before = location.search.slice(1);
      if (query === new URLSearchParams(before).toString()) return;
      // A word is one step back, however often its beginning was asked for.
      const same = typed && typing.current.since === before;
      typing.current.since = typed ? query : undefined;
      history[same ? "replaceState" : "pushState"](null, "", `${location.pathname}${query && `?${query}`}`);
    }

    function follow(form: HTMLFormElement, typed: boolean) {
      written.current = searchOfForm(form);
      goTo(written.current, typed);
    }

    root.addEventListener(
      "input",
      ({ target }) => {
        const form = (target as HTMLInputElement).form;
        if (!form) return;
        clearTimeout(typing.current.timer);
        if (!(target instanceof HTMLInputElement) || target.matches("[type=radio], [type=checkbox]"))
          return follow(form, false);
        typing.current.timer = setTimeout(() => follow(form, true), typingMs);
      },
      on,
    );
    root.addEventListener(
      "submit",
      (event) => {
        event.preventDefault();
        follow(event.target as HTMLFormElement, false);
        for (const sheet of root.querySelectorAll<HTMLElement>(":popover-open")) sheet.hidePopover();
      },
      on,
    );
    root.addEventListener(
      "click",
      (event) => {
        const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-filter]");
        if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        written.current = undefined;
        goTo(new URL(link.href).searchParams.toString());
        // What was pressed may go: the next Tab starts from what it changed.
        if (!link.matches("[data-stays]")) root.querySelector<HTMLElement>("[data-count]")?.focus();
      },
      on,
    );

    // Typed or chosen before this script was there.
    const form = root.querySelector("form");
    if (form && isTouched(form)) follow(form, false);
    return () => {
      ended.abort();
      clearTimeout(typing.current.timer);
    };
  }, []);

  return (
    <div ref={box} aria-busy={waits} data-waits={waits || undefined} className="group/live">
      {trouble && waits && (
        <p
          role="status"
          className="fixed inset-x-4 bottom-4 z-30 mx-auto flex max-w-md items-center gap-2.5 border border-amber/60 bg-panel p-4 text-sm text-amber"
        >
          <span aria-hidden className="size-2.5 shrink-0 bg-amber" />
          {noAnswer}
        </p>
      )}
      {there ?? last}
    </div>
  );
}

/** An answer that takes too long is none. The page of another build is loaded anew, at the same address. */
function inTime<T>(answer: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error("No answer in time.")), patienceMs);
  });
  return Promise.race([answer, late]).catch((cause) => {
    if (isOfAnotherBuild(cause)) location.reload();
    throw cause;
  });
}
