import { ButtonLink } from "@/ui/button.tsx";
import { Glitch } from "@/ui/glitch.tsx";
import { Arrow } from "@/ui/marks.tsx";
import { ProductPicture } from "@/ui/product-picture.tsx";

export function Hero({ made, left }: { made: number; left: number }) {
  return (
    <section className="lit relative isolate overflow-hidden">
      <div className="street -z-20" aria-hidden />
      <ProductPicture
        slug="glitch-hoodie"
        alt="The Glitch Hoodie hangs in the dark with nobody inside, lit cyan from the left and magenta from the right, an acid FLUX print on its chest."
        eager
        sizes="(min-width: 1024px) 780px, 100vw"
        className="hero-picture absolute -top-[6vw] left-1/2 -z-10 h-auto w-full max-w-[27rem] -translate-x-1/2 bg-transparent bg-none! lg:top-1/2 lg:left-[51%] lg:w-[50vw] lg:max-w-[46rem] lg:translate-x-0 lg:-translate-y-[48%]"
      />
      <div className="page grid min-h-[min(54rem,calc(100svh-4rem))] content-end pb-10 lg:content-center lg:pb-14">
        <p className="label mt-[min(70vw,18rem)] text-cyan lg:mt-0">Drop 01 · nine pieces</p>
        <h1 className="mt-3 text-display font-black tracking-[-0.02em] uppercase drop-shadow-[0_2px_24px_rgb(5_6_11/0.8)]">
          <Glitch text="Your" />
          <br />
          <Glitch text="move." />
        </h1>
        <p className="mt-6 max-w-[30rem] text-lg/relaxed lg:mt-8">
          Streetwear in small numbered batches, with a chip sewn into every piece. Hold your phone to it: it
          is real, it is this one, and it is yours.
        </p>
        <div className="mt-7 flex flex-wrap items-center gap-x-8 gap-y-3">
          <ButtonLink href="/products" size="large">
            See the pieces <Arrow className="size-5" />
          </ButtonLink>
          <ButtonLink href="#chip" look="bare">
            How the chip works
          </ButtonLink>
        </div>
        {made > 0 && (
          <p className="mt-8 font-mono text-label">
            {made.toLocaleString("en-IN")} will ever be made. {left.toLocaleString("en-IN")} are left.
          </p>
        )}
      </div>
    </section>
  );
}
