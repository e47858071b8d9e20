const minute = new Intl.DateTimeFormat("en-IN", {
  ...({ dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Kolkata" } as const),
});

/** A minute as people in India write it, where the garments are made and sold: "1 Dec 2026, 3:15 pm IST". */
export const inIndia = (at: Date) => `${minute.format(at)} IST`;
