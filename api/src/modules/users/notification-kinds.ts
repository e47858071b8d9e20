/** What a person may choose to be told of. All of it is off until they turn it on. */
export const notificationKinds = ["drops", "restocks", "reviews"] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** What is mailed whatever they chose: it is about their money, their garments or their account. */
export const alwaysTold = ["orders", "money", "security"] as const;
