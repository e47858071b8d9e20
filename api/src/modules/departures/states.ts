/** The life of a garment that was asked to leave custody. `sent`: a relay carries it, and says how far it is. */
export const departureStates = ["waiting", "sent", "stopped", "failed"] as const;
