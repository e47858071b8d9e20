/** As many of one thing as a cart takes, and as many pieces in all as an order takes. */
export const cartLimits = { perItem: 5, perOrder: 10 };

/** How long a browser that is not signed in keeps its cart, from its first piece on. */
export const guestCartDays = 30;
