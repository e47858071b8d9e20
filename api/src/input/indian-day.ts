const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Kolkata", dateStyle: "short" });

/** The day it is in India: 2026-04-01. Papers and rates go by it, wherever the machine stands. */
export const indianDay = (at: Date): string => day.format(at);
