import type { IndianState } from "../../gst-states.ts";
import { indianDay } from "../../input/indian-day.ts";

/** Where a parcel goes, as far as delivery asks. */
export type Destination = { state: string; postalCode: string };

/** States and PIN codes that carriers reach by air or not every day; army post offices (9…) among them. */
const remote: { states: IndianState[]; pins: RegExp } = {
  states: [
    ...([
      "Arunachal Pradesh",
      "Assam",
      "Manipur",
      "Meghalaya",
      "Mizoram",
      "Nagaland",
      "Sikkim",
      "Tripura",
    ] as const),
    ...(["Andaman and Nicobar Islands", "Lakshadweep", "Jammu and Kashmir", "Ladakh"] as const),
  ],
  pins: /^9/,
};

/**
 * What delivery costs, GST inside, from the day it holds from; the newest that has begun counts. For the first 500 g of a parcel,
 * and for each further begun 500 g; from `freeFromPaise` of garments on it is free everywhere.
 */
const tables = [
  {
    from: "2026-12-01",
    freeFromPaise: 99_900,
    zones: {
      home: { firstPaise: 4_900, furtherPaise: 2_000 },
      india: { firstPaise: 7_900, furtherPaise: 3_000 },
      remote: { firstPaise: 12_900, furtherPaise: 6_000 },
    },
  },
] as const satisfies Table[];
type Zone = "home" | "india" | "remote";
type Table = {
  from: string;
  freeFromPaise: number;
  zones: Record<Zone, { firstPaise: number; furtherPaise: number }>;
};
const stepGrams = 500;

type Parcel = { subtotalPaise: number; grams: number };

/** Delivery of a parcel, in paise. Without a destination it is the least that it may cost. */
export function deliveryOf(
  { subtotalPaise, grams }: Parcel,
  { to, sellerState, on = new Date() }: { to: Destination | null; sellerState: string; on?: Date },
): number {
  const { freeFromPaise, zones } = tableOn(on);
  if (subtotalPaise >= freeFromPaise || grams === 0) return 0;
  const { firstPaise, furtherPaise } = zones[to ? zoneOf(to, sellerState) : "home"];
  return firstPaise + furtherPaise * (Math.ceil(grams / stepGrams) - 1);
}

/** From what sum of garments on delivery is free. */
export const freeDeliveryFrom = (on = new Date()): number => tableOn(on).freeFromPaise;

function zoneOf({ state, postalCode }: Destination, sellerState: string): Zone {
  if (remote.pins.test(postalCode) || remote.states.some((name) => name === state)) return "remote";
  return state === sellerState ? "home" : "india";
}

function tableOn(on: Date): Table {
  const day = indianDay(on);
  return tables.findLast(({ from }) => from <= day) ?? tables[0];
}
