/** A plane of numbers over a pixel window: heights, masks, light. */
export type Field = { width: number; height: number; data: Float32Array };

export function field(width: number, height: number): Field {
  return { width, height, data: new Float32Array(width * height) };
}

/** Takes one channel of RGBA pixels as 0 to 1. */
export function channel(pixels: { width: number; height: number; data: Uint8Array }, index: number): Field {
  const out = field(pixels.width, pixels.height);
  for (let i = 0; i < out.data.length; i++) out.data[i] = (pixels.data[i * 4 + index] ?? 0) / 255;
  return out;
}

function blurRows(source: Float32Array, target: Float32Array, width: number, height: number, radius: number) {
  const share = 1 / (2 * radius + 1);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const first = source[row]!;
    const last = source[row + width - 1]!;
    let sum = first * (radius + 1);
    for (let x = 0; x < radius; x++) sum += source[row + Math.min(x, width - 1)]!;
    for (let x = 0; x < width; x++) {
      sum += x + radius < width ? source[row + x + radius]! : last;
      target[row + x] = sum * share;
      sum -= x - radius >= 0 ? source[row + x - radius]! : first;
    }
  }
}

function blurColumns(
  source: Float32Array,
  target: Float32Array,
  width: number,
  height: number,
  radius: number,
) {
  const share = 1 / (2 * radius + 1);
  const sums = new Float64Array(width);
  for (let x = 0; x < width; x++) sums[x] = source[x]! * (radius + 1);
  for (let y = 0; y < radius; y++) {
    const row = Math.min(y, height - 1) * width;
    for (let x = 0; x < width; x++) sums[x]! += source[row + x]!;
  }
  for (let y = 0; y < height; y++) {
    const entering = Math.min(y + radius, height - 1) * width;
    const leaving = Math.max(y - radius, 0) * width;
    for (let x = 0; x < width; x++) {
      const sum = sums[x]! + source[entering + x]!;
      target[y * width + x] = sum * share;
      sums[x] = sum - source[leaving + x]!;
    }
  }
}

/** A Gaussian of `sigma` pixels as three box blurs; edges repeat. */
export function blur(source: Field, sigma: number): Field {
  if (sigma < 0.5) return { ...source, data: source.data.slice() };
  const { width, height } = source;
  const ideal = Math.sqrt((12 * sigma * sigma) / 3 + 1);
  let low = Math.floor(ideal);
  if (low % 2 === 0) low -= 1;
  const lows = Math.round((12 * sigma * sigma - 3 * low * low - 12 * low - 9) / (-4 * low - 4));
  let from = source.data;
  const middle = new Float32Array(from.length);
  const out = new Float32Array(from.length);
  for (let pass = 0; pass < 3; pass++) {
    const radius = ((pass < lows ? low : low + 2) - 1) / 2;
    blurRows(from, middle, width, height, radius);
    blurColumns(middle, out, width, height, radius);
    from = out;
  }
  return { width, height, data: out };
}

/** Half the size, averaged. */
export function halve(source: Field): Field {
  const out = field(source.width >> 1, source.height >> 1);
  for (let y = 0; y < out.height; y++) {
    for (let x = 0; x < out.width; x++) {
      const i = 2 * y * source.width + 2 * x;
      const { data, width } = source;
      out.data[y * out.width + x] = (data[i]! + data[i + 1]! + data[i + width]! + data[i + width + 1]!) / 4;
    }
  }
  return out;
}

/** The value between pixels; outside the field it is 0. */
export function sample(source: Field, x: number, y: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  if (x0 < 0 || y0 < 0 || x0 >= source.width - 1 || y0 >= source.height - 1) return 0;
  const i = y0 * source.width + x0;
  const fx = x - x0;
  const fy = y - y0;
  const { data, width } = source;
  const top = data[i]! * (1 - fx) + data[i + 1]! * fx;
  return top * (1 - fy) + (data[i + width]! * (1 - fx) + data[i + width + 1]! * fx) * fy;
}

function lowerEnvelope(f: Float64Array, n: number, out: Float64Array, v: Int32Array, z: Float64Array) {
  let k = 0;
  v[0] = 0;
  z[0] = -Infinity;
  z[1] = Infinity;
  for (let q = 1; q < n; q++) {
    let s = 0;
    do {
      const p = v[k]!;
      s = (f[q]! + q * q - (f[p]! + p * p)) / (2 * q - 2 * p);
    } while (s <= z[k]! && --k >= 0);
    k += 1;
    v[k] = q;
    z[k] = s;
    z[k + 1] = Infinity;
  }
  k = 0;
  for (let q = 0; q < n; q++) {
    while (z[k + 1]! < q) k += 1;
    out[q] = (q - v[k]!) ** 2 + f[v[k]!]!;
  }
}

/**
 * How far each pixel of a mask is from the mask's edge, in pixels (0 outside).
 * Exact: Felzenszwalb and Huttenlocher, "Distance Transforms of Sampled Functions", 2012.
 */
export function depthInside(mask: Field): Field {
  const { width, height } = mask;
  const out = field(width, height);
  const n = Math.max(width, height);
  const [f, d, z] = [new Float64Array(n), new Float64Array(n), new Float64Array(n + 1)];
  const v = new Int32Array(n);
  for (let i = 0; i < out.data.length; i++) out.data[i] = mask.data[i]! > 0.5 ? 1e9 : 0;
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) f[y] = out.data[y * width + x]!;
    lowerEnvelope(f, height, d, v, z);
    for (let y = 0; y < height; y++) out.data[y * width + x] = d[y]!;
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) f[x] = out.data[y * width + x]!;
    lowerEnvelope(f, width, d, v, z);
    for (let x = 0; x < width; x++) out.data[y * width + x] = Math.sqrt(d[x]!);
  }
  return out;
}
