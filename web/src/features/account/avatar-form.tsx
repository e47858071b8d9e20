"use client";

import type { Messages } from "next-intl";
import { type ChangeEvent, type FormEvent, useId, useRef, useState } from "react";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { Avatar } from "./avatar.tsx";
import { signInPath } from "./next-path.ts";
import { picturePath, profilePage } from "./picture-paths.ts";
import { sendPicture } from "./send-picture.ts";
import { type Shrunk, shrinkPicture } from "./shrink-picture.ts";
import { whyRefused } from "./why-refused.ts";

type Known = { picture: string | null; name: string };

/**
 * Where somebody chooses their picture. Without a script the form goes to the web server; with one the picture is made
 * small here, shown, and sent with its progress. `refused` is the code that the form came back with.
 */
export function AvatarForm({
  known,
  refused,
  words,
}: {
  known: Known;
  refused?: string | undefined;
  words: Messages["account"]["avatarForm"];
}) {
  const [small, setSmall] = useState<Shrunk | null>(null);
  const [percent, setPercent] = useState<number>();
  const [code, setCode] = useState(refused);
  const chosen = useRef<File>(undefined);
  const hint = useId();

  async function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0];
    chosen.current = file;
    setCode(undefined);
    setSmall(null);
    const made = file ? await shrinkPicture(file) : null;
    // Another one may have been chosen meanwhile.
    if (chosen.current === file) setSmall(made);
  }

  async function send(event: FormEvent) {
    // What was not made small goes as a plain form, and comes back with what is wrong with it.
    if (!small) return;
    event.preventDefault();
    if (percent !== undefined) return;
    setPercent(0);
    const refusal = await sendPicture(small.file, setPercent);
    if (refusal === null) window.location.assign(`${profilePage}?picture=shown`);
    else if (refusal === "not_signed_in") window.location.assign(signInPath(profilePage));
    else {
      setPercent(undefined);
      setCode(refusal);
    }
  }

  return (
    <form
      action={picturePath}
      method="post"
      encType="multipart/form-data"
      onSubmit={send}
      className="space-y-5"
    >
      <FormProblem state={code ? { problem: words[whyRefused(code)] } : {}} titles={words} />
      <div className="flex flex-wrap items-center gap-5">
        <Avatar picture={small?.preview ?? known.picture} name={known.name} className="size-28 text-5xl" />
        <div className="min-w-0 flex-1 basis-60">
          <label htmlFor="field-picture" className="mb-1.5 block text-sm font-medium">
            {words.choose}
          </label>
          <input
            id="field-picture"
            type="file"
            name="picture"
            accept="image/jpeg,image/png"
            required
            aria-describedby={hint}
            onChange={choose}
            className="block min-h-12 w-full rounded-[2px] border border-line-strong bg-night text-sm text-fog file:mr-4 file:min-h-12 file:cursor-pointer file:border-0 file:border-r file:border-line-strong file:bg-raised file:px-4 file:text-ice"
          />
          <p id={hint} className="mt-1.5 text-sm text-fog">
            {words.hint}
          </p>
        </div>
      </div>
      {percent !== undefined && (
        <progress max={100} value={percent} aria-label={words.sending} className="h-1 w-full accent-acid" />
      )}
      <SubmitButton busy={words.sending} pending={percent !== undefined}>
        {words.send}
      </SubmitButton>
    </form>
  );
}
