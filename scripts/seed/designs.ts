/** The first two designs put to the tribe. `days`: how long the vote is open from the day of the seed. */
export const seedDesigns = [
  {
    id: 1,
    title: "Umbra Poncho",
    description:
      "One piece of void with a hood and no sleeves. Under a street lamp the hem draws a chess row around you. We'd make forty. You say whether.",
    days: 30,
  },
  {
    id: 2,
    title: "Static Scarf",
    description:
      "Two metres of knitted noise: a channel nobody pays for. UV thread in every ninth row, a chip in the corner you lose first. We'd make eighty.",
    days: 45,
  },
];
