import { z } from "@hono/zod-openapi";
import type { IndianState } from "../gst-states.ts";
import { line, optionalLine } from "./text.ts";

/** States and union territories of India, and the first two digits of their PIN codes (India Post's circles). */
const pinsOf = {
  "Andaman and Nicobar Islands": "74",
  "Andhra Pradesh": "50 51 52 53",
  "Arunachal Pradesh": "78 79",
  Assam: "78 79",
  Bihar: "80 81 82 84 85",
  Chandigarh: "14 16",
  Chhattisgarh: "49",
  "Dadra and Nagar Haveli and Daman and Diu": "36 39",
  Delhi: "11",
  Goa: "40",
  Gujarat: "36 37 38 39",
  Haryana: "12 13",
  "Himachal Pradesh": "17",
  "Jammu and Kashmir": "18 19",
  Jharkhand: "81 82 83",
  Karnataka: "56 57 58 59",
  Kerala: "67 68 69",
  Ladakh: "19",
  Lakshadweep: "68",
  "Madhya Pradesh": "45 46 47 48",
  Maharashtra: "40 41 42 43 44",
  Manipur: "79",
  Meghalaya: "79",
  Mizoram: "79",
  Nagaland: "79",
  Odisha: "75 76 77",
  Puducherry: "53 60 67",
  Punjab: "14 15 16",
  Rajasthan: "30 31 32 33 34",
  Sikkim: "73",
  "Tamil Nadu": "60 61 62 63 64",
  Telangana: "50",
  Tripura: "79",
  "Uttar Pradesh": "20 21 22 23 24 25 26 27 28",
  Uttarakhand: "24 26",
  "West Bengal": "70 71 72 73 74",
} as const satisfies Record<IndianState, string>;
const states = Object.keys(pinsOf) as [IndianState, ...IndianState[]];

/** An army post office delivers wherever its unit is. */
const isArmy = (pin: string) => pin.startsWith("9");

/** Digits as a Hindi keyboard gives them, as the rest of the world writes them. */
const asciiDigits = (text: string) =>
  text.replace(/[\u0966-\u096f]/g, (digit) => String(digit.charCodeAt(0) - 0x0966));

/** An Indian mobile number, however it is spaced, as E.164: +919876543210. */
export const indianMobile = z
  .string()
  .max(30)
  .transform((value) => asciiDigits(value).replace(/[\s().-]/g, ""))
  .pipe(
    z
      .string()
      .regex(/^(\+?91|0091|0)?[6-9]\d{9}$/, "an Indian mobile number: ten digits, with or without +91"),
  )
  .transform((value) => `+91${value.slice(-10)}`)
  .openapi({ type: "string", example: "+919876543210" });

/** What an address holds. Orders of before keep theirs as it was written. */
export const addressShape = {
  fullName: line(120),
  phone: z.string(),
  line1: line(200),
  line2: optionalLine(200).optional(),
  city: line(80),
  state: z.string(),
  postalCode: z.string(),
  country: z.literal("IN").default("IN"),
};

const example = {
  fullName: "Aarav Mehta",
  phone: "+919876543210",
  line1: "14, Hill Road",
  city: "Mumbai",
  state: "Maharashtra",
  postalCode: "400050",
  country: "IN",
} as const;

/** An address in India that a parcel can reach: its PIN code is one of its state's. */
export const indianAddress = z
  .object({
    ...addressShape,
    phone: indianMobile,
    state: z.enum(states, "a state or union territory of India, as in “Maharashtra”"),
    postalCode: z
      .string()
      .max(20)
      .transform((value) => asciiDigits(value).replace(/\s/g, ""))
      .pipe(z.string().regex(/^[1-9]\d{5}$/, "a PIN code: six digits"))
      .openapi({ type: "string" }),
  })
  .superRefine(({ state, postalCode }, context) => {
    if (isArmy(postalCode) || pinsOf[state].includes(postalCode.slice(0, 2))) return;
    const its = states.filter((name) => pinsOf[name].includes(postalCode.slice(0, 2)));
    const message =
      its.length > 0
        ? `The PIN code ${postalCode} is of ${its.join(" or ")}, and not of ${state}.`
        : `The PIN code ${postalCode} does not exist: none in India begins with ${postalCode.slice(0, 2)}.`;
    context.addIssue({ code: "custom", path: ["postalCode"], message });
  })
  .openapi("NewAddress", { example });

export const addressSchema = z.object(addressShape).openapi("Address", { example });
