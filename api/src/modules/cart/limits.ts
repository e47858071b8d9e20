/** As many of one thing as a cart takes, and as many pieces in all as an order takes. */
export const cartLimits = { perItem: 5, perOrder: 10 };
