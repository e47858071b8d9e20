import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { setMotion } from "./actions.ts";

/** Anything that moves for longer than five seconds needs a stop: this one is on every page and is remembered. */
export async function MotionSwitch() {
  const t = await getTranslations("site.motionSwitch");
  const still = (await cookies()).get("motion")?.value === "off";
  return (
    <form action={setMotion}>
      <input type="hidden" name="motion" value={still ? "on" : "off"} />
      <button
        type="submit"
        className="inline-flex min-h-11 items-center gap-3 border border-line-strong px-4 text-sm transition-colors hover:border-ice"
      >
        <span aria-hidden className={`size-2.5 ${still ? "bg-line-strong" : "bg-cyan"}`} />
        {t(still ? "on" : "off")}
      </button>
    </form>
  );
}
