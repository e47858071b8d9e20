import type { NewProduct } from "@flux/api/products/create-product";

export type CatalogueProduct = Omit<NewProduct, "variants" | "images"> & {
  /** Sizes with their share of a batch. */
  sizes: Record<string, number>;
  colors: { name: string; hex: string; sku: string }[];
  /** How many this batch makes. No more follow. */
  cap: number;
};

const neonNoir = "NEON NOIR";
const graphite = { name: "Graphite", hex: "#2a2740", sku: "GRA" };
const voidBlack = { name: "Void", hex: "#15141d", sku: "VOI" };
const ink = { name: "Ink", hex: "#14121f", sku: "INK" };
const bone = { name: "Bone", hex: "#d9d5ea", sku: "BON" };
const uv = { name: "UV", hex: "#3c2a8c", sku: "UVI" };
const olive = { name: "Wet olive", hex: "#3d4233", sku: "OLI" };

/** Clothes from S to XL: the middle sells twice as often as the ends. */
const tops = { S: 1, M: 2, L: 2, XL: 1 };
const oneSize = { "One size": 1 };

/** The first nine, in the order of their batches: the first is batch 1. The colour named first is the one in the pictures. */
export const catalogue: CatalogueProduct[] = [
  {
    slug: "glitch-hoodie",
    name: "Glitch Hoodie",
    category: "hoodies",
    badge: "Bestseller",
    collection: null,
    tagline: "The print is broken. The hoodie isn't.",
    description:
      "Heavy graphite fleece that holds its shape when you don't. The FLUX print comes apart into slices across your chest, and the chess squares under it lose a piece every step to the right. Hood up, you're a silhouette. Hood down, you're still most of one.",
    details: {
      material: "480 gsm loopback fleece, 100 % organic cotton. Ribs with 4 % elastane.",
      care: [
        "Wash at 30 °C, inside out",
        "Hang to dry",
        "Don't iron the print",
        "The chip can take all of it",
      ],
      fit: "Oversized, dropped shoulder. Aarav is 178 cm and wears L. Between two sizes, take the smaller.",
      chip: "Behind the small chess square on the pocket's corner.",
    },
    pricePaise: 499_900,
    hsn: "6110",
    weightGrams: 900,
    sizes: tops,
    colors: [graphite, voidBlack],
    cap: 96,
  },
  {
    slug: "neon-hoodie",
    name: "Neon Hoodie",
    category: "hoodies",
    badge: "UV Reactive",
    collection: neonNoir,
    tagline: "Quiet by day. Not your problem by night.",
    description:
      "In daylight it's an ink-black zip hoodie with neat piping. Under UV the raglan seams switch on and draw you in one acid line, round the face and down to the pockets. There is no battery and no switch. There is only where you decide to stand.",
    details: {
      material: "420 gsm brushed fleece, 85 % organic cotton, 15 % recycled polyester. UV-reactive piping.",
      care: [
        "Wash at 30 °C with dark colours",
        "Hang to dry out of the sun",
        "Don't bleach",
        "Cool iron, not on the piping",
      ],
      fit: "Relaxed. Meera is 170 cm and wears M. Take your usual size.",
      chip: "In the left cuff, under the square patch.",
    },
    pricePaise: 549_900,
    hsn: "6110",
    weightGrams: 850,
    sizes: tops,
    colors: [ink],
    cap: 64,
  },
  {
    slug: "neon-turtleneck",
    name: "Neon Turtleneck",
    category: "tops",
    badge: "New",
    collection: neonNoir,
    tagline: "Rain, drawn as light. Up to the chin.",
    description:
      "A close, fine rib with a collar tall enough to fold and disappear into. Lit cyan lines run down the front like rain on a window and end in chess squares where the street would be. Wear it under the Void Jacket and leave the jacket open.",
    details: {
      material: "260 gsm rib, 70 % extra-fine merino, 30 % recycled nylon.",
      care: ["Wash cold, wool cycle", "Dry flat", "Steam, don't iron", "Fold it: hangers leave shoulders"],
      fit: "Close to the body, long in the sleeve. Meera is 170 cm and wears S.",
      chip: "On the fold of the collar.",
    },
    pricePaise: 329_900,
    hsn: "6110",
    weightGrams: 450,
    sizes: tops,
    colors: [graphite],
    cap: 60,
  },
  {
    slug: "pulse-tee",
    name: "Pulse Tee",
    category: "tops",
    badge: "Eco",
    collection: null,
    tagline: "Your heart rate, rounded to squares.",
    description:
      "One line across the chest. It starts as a heartbeat and ends as stairs, because at some point tonight you'll take the stairs. Boxy, heavy, cut from cotton that was a T-shirt before.",
    details: {
      material: "240 gsm jersey, 60 % recycled and 40 % organic cotton.",
      care: ["Wash at 30 °C, inside out", "Line dry", "Iron on the reverse"],
      fit: "Boxy, straight at the hem. Aarav is 178 cm and wears M.",
      chip: "At the hem, right of the side seam.",
    },
    pricePaise: 179_900,
    hsn: "6109",
    weightGrams: 300,
    sizes: { XS: 1, S: 2, M: 3, L: 2, XL: 1, XXL: 1 },
    colors: [uv, bone],
    cap: 100,
  },
  {
    slug: "void-jacket",
    name: "Void Jacket",
    category: "outerwear",
    badge: "Premium",
    collection: neonNoir,
    tagline: "Nothing on the outside. Open it.",
    description:
      "No print, no logo, no colour: a short puffer with glossy baffles that takes the street in and gives back its reflections. The lining is magenta and only you decide who sees it. A collar that stands, a zip that runs one-handed, and a pocket for nothing in particular.",
    details: {
      material: "Recycled nylon with a PFAS-free finish, recycled polyester fill, viscose lining.",
      care: ["Wash at 30 °C, zip closed", "Tumble dry low with two tennis balls", "No softener"],
      fit: "Short and straight, room for a hoodie. Aarav is 178 cm and wears L.",
      chip: "On the webbing tab, left front.",
    },
    pricePaise: 1_299_900,
    hsn: "6201",
    weightGrams: 1_200,
    sizes: { S: 1, M: 1, L: 1, XL: 1 },
    colors: [voidBlack],
    cap: 32,
  },
  {
    slug: "cyber-cargo",
    name: "Cyber Cargo",
    category: "bottoms",
    badge: "Limited",
    collection: null,
    tagline: "Six pockets. You'll use two.",
    description:
      "Wide at the thigh, strapped at the knee, gathered where the street is wet. Six pockets with acid pullers you can find without looking. The other four are for the person who always asks you to carry something.",
    details: {
      material: "310 gsm ripstop, 98 % cotton, 2 % elastane. Aluminium hooks.",
      care: ["Wash at 30 °C, straps fastened", "Hang to dry", "Warm iron"],
      fit: "Wide, tapered by straps. Sits on the hip. Aarav is 178 cm and wears M.",
      chip: "On the flap of the left thigh pocket.",
    },
    pricePaise: 649_900,
    hsn: "6203",
    weightGrams: 700,
    sizes: tops,
    colors: [olive, voidBlack],
    cap: 60,
  },
  {
    slug: "flux-cap",
    name: "FLUX Cap",
    category: "accessories",
    badge: "New",
    collection: null,
    tagline: "Five panels and one word.",
    description:
      "A low five-panel cap in washed canvas. The name is across the front, in slices, and the chip is under the violet side of the brim, where your phone finds it and nobody else looks. Flat enough to pocket. It comes back.",
    details: {
      material: "Washed cotton canvas, recycled brim, woven strap.",
      care: ["Wash by hand, cold", "Dry on something round", "Don't tumble"],
      fit: "One size, 55–61 cm by the strap.",
      chip: "Under the brim, in the middle.",
    },
    pricePaise: 189_900,
    hsn: "6505",
    weightGrams: 150,
    sizes: oneSize,
    colors: [graphite, bone],
    cap: 64,
  },
  {
    slug: "glitch-socks",
    name: "Glitch Socks",
    category: "accessories",
    badge: "Eco",
    collection: null,
    tagline: "A pair. Almost.",
    description:
      "The bands slipped out of line and we left them there. Terry sole, long rib, violet where you wear it first, knitted from yarn that other socks left over. One chip for the two of them, so don't split up.",
    details: {
      material: "78 % recycled cotton, 20 % recycled polyamide, 2 % elastane.",
      care: ["Wash at 40 °C, inside out", "Line dry, together"],
      fit: "S/M is EU 36–40, L/XL is EU 41–46.",
      chip: "In the left sock's cuff, behind the woven square.",
    },
    pricePaise: 129_900,
    hsn: "6115",
    weightGrams: 100,
    sizes: { "S/M": 1, "L/XL": 1 },
    colors: [graphite],
    cap: 80,
  },
  {
    slug: "chess-beanie",
    name: "Chess Beanie",
    category: "accessories",
    badge: "Limited",
    collection: null,
    tagline: "Your move. Keep your ears warm.",
    description:
      "A chunky knit of bone and black squares that close up towards the crown, with one acid square on the board. Wide cuff, knitted in one piece, so there's no seam to argue with your headphones.",
    details: {
      material: "100 % merino, undyed bone and void yarns.",
      care: ["Wash by hand, cold", "Dry flat", "It will smell of rain. Let it."],
      fit: "One size. Cuff up sits high, cuff down covers the ears.",
      chip: "Woven into the middle of the cuff.",
    },
    pricePaise: 159_900,
    hsn: "6505",
    weightGrams: 120,
    sizes: oneSize,
    colors: [{ name: "Bone and black", hex: "#d9d5ea", sku: "BNB" }],
    cap: 44,
  },
];
