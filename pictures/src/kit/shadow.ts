import { blur, type Field } from "./field.ts";
import type { Box } from "./paths.ts";
import type { Stage } from "./stage.ts";

/** Darkens what lies under a part, a little below it, as the light comes from above. `strength` 0 to 1. */
export function castShadow(stage: Stage, mask: Field, window: Box, strength: number): void {
  const { scale } = stage;
  const soft = blur(mask, 13 * scale);
  const wide = blur(mask, 34 * scale);
  const drop = Math.round(16 * scale);
  const planes = [stage.red, stage.green, stage.blue, stage.cyan, stage.magenta];
  for (let y = 0; y < window.height; y++) {
    for (let x = 0; x < window.width; x++) {
      const at = (window.y + y) * stage.width + window.x + x;
      if (stage.cover.data[at]! === 0) continue;
      const from = Math.max(0, y - drop) * window.width + x;
      const keep = 1 - strength * Math.min(1, 0.75 * soft.data[from]! + 0.4 * wide.data[from]!);
      for (const plane of planes) plane.data[at]! *= keep;
    }
  }
}
