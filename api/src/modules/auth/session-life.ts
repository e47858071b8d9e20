/** A session ends when it was not used for so long, and in any case 90 days after its sign-in. */
export const sessionDays = { plain: 7, remembered: 30, most: 90 } as const;
/** How often a session that is used is written: its end and when it was seen are right to an hour. */
export const slideAfterMs = 3_600_000;
const dayMs = 86_400_000;

type Session = { remembered: boolean; createdAt: Date };

/** When a session ends that is used now. */
export function expiryOf({ remembered, createdAt }: Session, now = new Date()): Date {
  const days = remembered ? sessionDays.remembered : sessionDays.plain;
  return new Date(Math.min(now.getTime() + days * dayMs, createdAt.getTime() + sessionDays.most * dayMs));
}
