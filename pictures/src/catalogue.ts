import type { Garment } from "./garment.ts";
import { garment as chessBeanie } from "./garments/chess-beanie.ts";
import { garment as cyberCargo } from "./garments/cyber-cargo.ts";
import { garment as fluxCap } from "./garments/flux-cap.ts";
import { garment as glitchHoodie } from "./garments/glitch-hoodie.ts";
import { garment as glitchSocks } from "./garments/glitch-socks.ts";
import { garment as neonHoodie } from "./garments/neon-hoodie.ts";
import { garment as neonTurtleneck } from "./garments/neon-turtleneck.ts";
import { garment as pulseTee } from "./garments/pulse-tee.ts";
import { garment as voidJacket } from "./garments/void-jacket.ts";

/** Every garment that has pictures, in the order of its batch. */
export const catalogue: readonly Garment[] = [
  glitchHoodie,
  neonHoodie,
  neonTurtleneck,
  pulseTee,
  voidJacket,
  cyberCargo,
  fluxCap,
  glitchSocks,
  chessBeanie,
];
