import { ButtonLink } from "@/ui/button.tsx";
import { ChipMark } from "@/ui/marks.tsx";

const steps = [
  {
    title: "Hold your phone to the mark",
    words: "The small board on the pocket, cuff or brim. Your phone opens a page: no app, no account.",
  },
  {
    title: "The chip signs",
    words:
      "Its key was born in the chip and stays there. Every tap is signed anew and counted, so an old one is worth nothing.",
  },
  {
    title: "You read one line",
    words:
      "Genuine, and which piece it is. Or not ours, and why. Ask for it before you pay anyone for a used one.",
  },
];

export function Chip() {
  return (
    <section id="chip" className="page pt-(--spacing-section)">
      <div className="grid items-center gap-x-16 gap-y-12 lg:grid-cols-[1fr_1.1fr]">
        <div className="relative mx-auto w-full max-w-md">
          <TapDrawing />
        </div>
        <div>
          <h2 className="text-h1 font-extrabold">Ask the piece itself</h2>
          <ol className="mt-8 space-y-7">
            {steps.map((step, index) => (
              <li key={step.title} className="grid grid-cols-[3.5rem_1fr]">
                <span aria-hidden className="font-mono text-2xl text-cyan">
                  {index + 1}
                </span>
                <div>
                  <h3 className="text-h3 font-bold">{step.title}</h3>
                  <p className="mt-1 max-w-[32rem] text-fog">{step.words}</p>
                </div>
              </li>
            ))}
          </ol>
          <ButtonLink href="/tap" look="quiet" className="mt-9">
            What a tap looks like
          </ButtonLink>
        </div>
      </div>
    </section>
  );
}

/** A phone near a chip, and the line that it shows. */
function TapDrawing() {
  return (
    <div aria-hidden className="relative aspect-square">
      <div className="chess-[28px] absolute inset-0 text-uv/10 mask-[radial-gradient(closest-side,#000_30%,transparent)]" />
      <div className="absolute top-[8%] left-[10%] flex h-[78%] w-[44%] -rotate-6 flex-col justify-between border-2 border-line-strong bg-night p-[6%] shadow-[-30px_0_90px_-30px] shadow-cyan/50 [border-radius:26px]">
        <span className="mx-auto h-1.5 w-1/3 rounded-full bg-raised" />
        <div>
          <span className="label block text-acid">Genuine</span>
          <span className="mt-2 block font-display text-[clamp(1.6rem,7vw,2.6rem)] leading-none font-black">
            017
            <span className="block text-fog">/250</span>
          </span>
          <span className="mt-3 block text-sm text-fog">Glitch Hoodie</span>
        </div>
        <span className="h-2 w-full bg-acid" />
      </div>
      <ChipMark className="absolute right-[2%] bottom-[14%] w-[50%] drop-shadow-[20px_0_60px_rgb(255_43_209/0.45)]" />
    </div>
  );
}
