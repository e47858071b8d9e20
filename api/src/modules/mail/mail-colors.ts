/** Web's night palette (globals.css), and the same room by day. Every ink is readable on every ground of its palette. */
export const night = {
  ground: "#05060b",
  card: "#0b0c16",
  rule: "#3a3858",
  ink: "#eceaff",
  fog: "#a9a6c9",
  button: "#c6ff3d",
  onButton: "#05060b",
};

export const day: typeof night = {
  ground: "#eeedf7",
  card: "#ffffff",
  rule: "#cfcce4",
  ink: "#131421",
  fog: "#56536f",
  button: "#05060b",
  onButton: "#c6ff3d",
};

/** The band with the name is the same by day and by night. */
export const band = { ground: night.ground, ink: night.ink, accent: night.button };

// The day's colours stand inline, for clients that drop style sheets; Gmail's dark mode turns those by itself. Apple Mail and
// Thunderbird follow the media query; Outlook marks what it has turned with data-ogsc (colours) and data-ogsb (grounds).
const inks = [
  [".ink", night.ink],
  [".fog", night.fog],
  [".on-button", night.onButton],
] as const;
const grounds = [
  [".ground", night.ground],
  [".card", night.card],
  [".button", night.button],
] as const;

const colored = (before = "") =>
  inks.map(([name, color]) => `${before}${name}{color:${color}!important}`).join("");
const grounded = (before = "") =>
  grounds.map(([name, color]) => `${before}${name}{background-color:${color}!important}`).join("");
const ruled = `.rule{border-color:${night.rule}!important}`;

export const nightStyle = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){${colored()}${grounded()}${ruled}}
${colored("[data-ogsc] ")}
${grounded("[data-ogsb] ")}`;
