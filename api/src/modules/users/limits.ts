/** As many as a person keeps. */
export const mostAddresses = 20;
export const mostWishes = 200;
