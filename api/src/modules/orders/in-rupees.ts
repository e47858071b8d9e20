const rupees = new Intl.NumberFormat("en-IN", { style: "currency", currency: "INR" });

/** Paise as a mail writes them: "₹4,999.00". */
export const inRupees = (paise: number) => rupees.format(paise / 100);
