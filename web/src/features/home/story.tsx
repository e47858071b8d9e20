import { Reveal } from "@/ui/reveal.tsx";

const chapters = [
  {
    title: "Counted aloud",
    line: "017 of 250 means there is no 251.",
    more: "Every batch has a number and a cap, and the cap can only fall. When a batch is vaulted it is closed for ever: the contract refuses the next piece, whoever asks. What is left is a count of real pieces on a real shelf, each with its own number.",
  },
  {
    title: "Knows itself",
    line: "A chip that signs its own name.",
    more: "The chip in the fabric holds a key that never leaves it. Each tap is a new signature, so a copied link is old news and a copied print is just a print. No app: any phone that reads a travel card will do.",
  },
  {
    title: "Changes hands",
    line: "The twin goes where the piece goes.",
    more: "Every piece has a twin on Polygon that says who holds it. It starts in your FLUX account, with no wallet to set up. Send it to a wallet of your own whenever you like: the network fee is ours.",
  },
];

export function Story() {
  return (
    <section className="page grid gap-14 pt-(--spacing-section) lg:grid-cols-[1.15fr_1fr] lg:gap-20">
      <div>
        <h2 className="label text-fog">Why it is numbered</h2>
        <Reveal
          className="mt-5 text-[clamp(1.6rem,3.4vw,2.9rem)] leading-[1.18] font-medium text-balance"
          text="Most clothes forget you the moment they are sold. These keep count. One batch, one number each, one owner at a time, and a street that can check."
        />
      </div>
      <div className="self-end border-t border-line-strong">
        {chapters.map((chapter, index) => (
          <details
            key={chapter.title}
            name="story"
            open={index === 0}
            className="group border-b border-line-strong"
          >
            <summary className="flex items-baseline gap-5 py-5">
              <span className="flex-1">
                <span className="block font-display text-2xl font-bold transition-colors group-hover:text-acid">
                  {chapter.title}
                </span>
                <span className="mt-1 block text-fog">{chapter.line}</span>
              </span>
              <span
                aria-hidden
                className="font-mono text-2xl leading-none text-fog transition-transform duration-[220ms] group-open:rotate-45"
              >
                +
              </span>
            </summary>
            <p className="max-w-(--container-text) pb-6">{chapter.more}</p>
          </details>
        ))}
      </div>
    </section>
  );
}
