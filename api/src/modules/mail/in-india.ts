/** A minute as people in India write it, where the garments are made and sold. */
export function inIndia(at: Date) {
  const minute = at.toLocaleString("en-GB", {
    timeZone: "Asia/Kolkata",
    dateStyle: "medium",
    timeStyle: "short",
  });
  return `${minute} IST`;
}
