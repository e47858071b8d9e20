/** Pictures of one review. */
export const mostPictures = 4;
/** How long its author may change a review. Days. */
export const editDays = 30;
/** So many different people report a review, and it is hidden until the house has looked. */
export const reportsThatHide = 3;

export const reportReasons = ["abusive", "spam", "private", "not_about_it", "other"] as const;
export const hiders = ["reports", "house"] as const;
