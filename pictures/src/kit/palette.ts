/** The colours of the art direction: night, two lights (cyan left, magenta right) and one loud thing, acid. */
export const ink = {
  void: "#05060b",
  night: "#0b0c16",
  ice: "#eceaff",
  acid: "#c6ff3d",
  cyan: "#22e7ff",
  magenta: "#ff2bd1",
  uv: "#7a4bff",
} as const;

/** Red, green, blue as linear light: 0 is black, 1 is paper white, more than 1 is a lamp. */
export type Light = readonly [number, number, number];

const toLinear = new Float32Array(256);
for (let byte = 0; byte < 256; byte++) {
  const v = byte / 255;
  toLinear[byte] = v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
}

/** One sRGB byte as linear light. */
export function linearOf(byte: number): number {
  return toLinear[byte] ?? 0;
}

const steps = 4096;
const toByte = new Uint8Array(steps + 1);
for (let i = 0; i <= steps; i++) {
  const v = i / steps;
  toByte[i] = Math.round(255 * (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055));
}

/** Linear light as a fractional sRGB byte; what is brighter than white stays white. */
export function byteOf(light: number): number {
  if (light >= 1) return 255;
  return light <= 0 ? 0 : (toByte[(light * steps) | 0] ?? 0);
}

/** `#rrggbb` as linear light, optionally brighter than the paper. */
export function light(hex: string, power = 1): Light {
  const n = Number.parseInt(hex.slice(1), 16);
  return [linearOf(n >> 16) * power, linearOf((n >> 8) & 255) * power, linearOf(n & 255) * power];
}
