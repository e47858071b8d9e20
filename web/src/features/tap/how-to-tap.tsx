import { ChipMark } from "@/ui/marks.tsx";

/** The tap page without a tap: what to do to get one. */
export function HowToTap() {
  return (
    <section className="mx-auto max-w-xl px-5 pt-12">
      <ChipMark className="w-56" />
      <h1 className="mt-8 text-[clamp(2.2rem,10vw,3.5rem)] leading-none font-black">
        Hold your phone to the mark
      </h1>
      <p className="mt-5 text-lg">
        It is the small board on the pocket, cuff or brim. Your phone opens this page by itself, with the
        answer on it. No app, no account.
      </p>
      <dl className="mt-8 border-t border-line">
        {[
          ["Android", "Switch NFC on. Hold the middle of the phone's back to the mark."],
          ["iPhone", "XS or newer. Hold its top edge to the mark, screen on."],
          ["Nothing happens", "Take the case off, go slower, stay for two seconds."],
        ].map(([name, words]) => (
          <div key={name} className="grid gap-x-6 border-b border-line py-4 sm:grid-cols-[9rem_1fr]">
            <dt className="font-semibold">{name}</dt>
            <dd className="text-fog">{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
