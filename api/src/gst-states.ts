/** States and union territories with the two digits by which GST knows them: a GSTIN begins so, an invoice says them. */
const codes = {
  "Jammu and Kashmir": "01",
  "Himachal Pradesh": "02",
  Punjab: "03",
  Chandigarh: "04",
  Uttarakhand: "05",
  Haryana: "06",
  Delhi: "07",
  Rajasthan: "08",
  "Uttar Pradesh": "09",
  Bihar: "10",
  Sikkim: "11",
  "Arunachal Pradesh": "12",
  Nagaland: "13",
  Manipur: "14",
  Mizoram: "15",
  Tripura: "16",
  Meghalaya: "17",
  Assam: "18",
  "West Bengal": "19",
  Jharkhand: "20",
  Odisha: "21",
  Chhattisgarh: "22",
  "Madhya Pradesh": "23",
  Gujarat: "24",
  "Dadra and Nagar Haveli and Daman and Diu": "26",
  Maharashtra: "27",
  Karnataka: "29",
  Goa: "30",
  Lakshadweep: "31",
  Kerala: "32",
  "Tamil Nadu": "33",
  Puducherry: "34",
  "Andaman and Nicobar Islands": "35",
  Telangana: "36",
  "Andhra Pradesh": "37",
  Ladakh: "38",
} as const;
export type IndianState = keyof typeof codes;

/** Null for what an old order has as its state and is none. */
export const gstCodeOf = (state: string): string | null => (codes as Record<string, string>)[state] ?? null;

/** The state that a GSTIN is registered in. */
export function stateOfGstin(gstin: string): IndianState | undefined {
  return (Object.keys(codes) as IndianState[]).find((state) => codes[state] === gstin.slice(0, 2));
}

const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * Whether it is written like a GSTIN, of a state there is, and its last sign is that of the fourteen before it (Luhn's sum over 36
 * signs): one that is mistyped would be wrong on every invoice.
 */
export function isGstin(text: string): boolean {
  if (!/^\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/.test(text) || !stateOfGstin(text)) return false;
  const sum = [...text.slice(0, 14)].reduce((total, sign, i) => {
    const product = signs.indexOf(sign) * (i % 2 === 0 ? 1 : 2);
    return total + Math.floor(product / 36) + (product % 36);
  }, 0);
  return text[14] === signs[(36 - (sum % 36)) % 36];
}
