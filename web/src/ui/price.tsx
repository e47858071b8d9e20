const rupees = new Intl.NumberFormat("en-IN", {
  style: "currency",
  currency: "INR",
  maximumFractionDigits: 0,
});
const rupeesAndPaise = new Intl.NumberFormat("en-IN", { style: "currency", currency: "INR" });

export type Money = { amount: number; currency: string };

/** ₹7,499 from 749900 paise; paise are shown only where there are some. */
export function formatMoney({ amount }: Money): string {
  return (amount % 100 === 0 ? rupees : rupeesAndPaise).format(amount / 100);
}

export function Price({ money, className = "" }: { money: Money; className?: string }) {
  return <span className={`font-sans font-semibold tabular-nums ${className}`}>{formatMoney(money)}</span>;
}
