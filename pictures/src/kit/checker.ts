type Dome = {
  /** Middle line. */
  x: number;
  /** Heights of the squares' edges at the middle line, from the bottom up. */
  levels: readonly number[];
  /** Half width of the dome at a height. */
  halfWidth: (y: number) => number;
  /** Squares round the visible half. */
  columns: number;
  /** How far a level hangs lower in the middle than at the sides, at a height. */
  hang: (y: number) => number;
  fill: (column: number, row: number) => string | undefined;
};

/** A chess board knitted round a dome: squares narrow towards the sides and close up towards the top. */
export function domeChecker({ x, levels, halfWidth, columns, hang, fill }: Dome): string {
  const point = (turn: number, level: number) => {
    const angle = (turn - 0.5) * Math.PI;
    return `${(x + halfWidth(level) * Math.sin(angle)).toFixed(1)} ${(level - hang(level) * (1 - Math.cos(angle))).toFixed(1)}`;
  };
  let out = "";
  for (let row = 0; row + 1 < levels.length; row++) {
    for (let column = 0; column < columns; column++) {
      const colour = fill(column, row);
      if (!colour) continue;
      const low = Array.from({ length: 5 }, (_, i) => point((column + i / 4) / columns, levels[row]!));
      const high = Array.from({ length: 5 }, (_, i) =>
        point((column + i / 4) / columns, levels[row + 1]!),
      ).reverse();
      out += `<path d="M${[...low, ...high].join("L")}Z" fill="${colour}"/>`;
    }
  }
  return out;
}
