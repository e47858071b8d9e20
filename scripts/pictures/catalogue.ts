import type { Garment } from "./garment.ts";
import { garment as glitchHoodie } from "./garments/glitch-hoodie.ts";

/** Every garment that has pictures, in the order of its batch. */
export const catalogue: readonly Garment[] = [glitchHoodie];
