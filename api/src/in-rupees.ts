const rupees = new Intl.NumberFormat("en-IN", { style: "currency", currency: "INR" });

/** Paise as people in India write them: "₹1,23,456.00". For mails, and for what a command says. */
export const inRupees = (paise: number) => rupees.format(paise / 100);
