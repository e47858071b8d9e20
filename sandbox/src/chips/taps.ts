import { rollingUrl } from "./commands.ts";
import type { ChipRow, Drawer } from "./drawer.ts";
import { type KeyPair, randomKey } from "./keys.ts";

/** libhalo core version that our digest rules follow; chips put it into their URL. */
const coreVersion = "01.C8.000005.E582A2D2";

/** Ways to fake a tap; what a good server answers is in brackets. */
export const forgeries = {
  wrong_key: "Shows the real chip's keys but signs with another key (bad_signature).",
  own_pk2: "Shows the real pk1 beside the forger's own pk2, correctly signed by it (unknown_tag).",
  unknown: "A chip nobody ever registered, correctly signed (unknown_tag).",
  replay: "The chip's last tap once more, letter by letter (counter_replayed).",
} as const;

/** A replay was asked of a chip that never said anything. */
export class NeverTapped extends Error {}

export type Forgery = keyof typeof forgeries;

export interface Tap {
  url: string;
  pk1: string;
  pk2: string;
  rnd: string;
  rndsig: string;
  counter: number;
}

/** A phone is held to the chip: its counter rises, its URL is new. */
export function tap(drawer: Drawer, webUrl: string, row: ChipRow): Tap {
  const keys = drawer.keysOf(row);
  const counter = row.counter + 1;
  const parameters = rollingUrl(keys.pk2, keys, counter);
  drawer.save({ ...row, counter, lastTap: { rnd: parameters.rnd, rndsig: parameters.rndsig } });
  return toTap(webUrl, parameters, counter);
}

/** A tap of a fake garment that pretends to carry this chip. The real chip's counter does not move. */
export function forgedTap(drawer: Drawer, webUrl: string, row: ChipRow, forgery: Forgery): Tap {
  const real = drawer.keysOf(row);
  const forger: KeyPair = randomKey();
  if (forgery === "replay") {
    const last = row.lastTap;
    if (!last)
      throw new NeverTapped("This chip was never tapped, so there is nothing to replay. Tap it once.");
    const shown = rollingUrl(forger, real, row.counter);
    return toTap(webUrl, { pk1: shown.pk1, pk2: shown.pk2, rnd: last.rnd, rndsig: last.rndsig }, row.counter);
  }
  const counter = row.counter + 1;
  if (forgery === "own_pk2")
    return toTap(webUrl, rollingUrl(forger, { pk1: real.pk1, pk2: forger }, counter), counter);
  if (forgery === "unknown")
    return toTap(webUrl, rollingUrl(forger, { pk1: randomKey(), pk2: forger }, counter), counter);
  return toTap(webUrl, rollingUrl(forger, real, counter), counter);
}

function toTap(webUrl: string, parameters: ReturnType<typeof rollingUrl>, counter: number): Tap {
  const query = new URLSearchParams({ v: coreVersion, ...parameters });
  return { url: `${webUrl}/tap?${query}`, ...parameters, counter };
}
