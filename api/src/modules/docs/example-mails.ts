import { tokenIdOf } from "@flux/contracts";
import { addEmailMail } from "../auth/mails/add-email.ts";
import { addressTakenMail } from "../auth/mails/address-taken.ts";
import { alreadyRegisteredMail } from "../auth/mails/already-registered.ts";
import { codeMail } from "../auth/mails/code.ts";
import { newDeviceMail } from "../auth/mails/new-device.ts";
import { passwordChangedMail } from "../auth/mails/password-changed.ts";
import { recoveryCodeUsedMail } from "../auth/mails/recovery-code-used.ts";
import { resetPasswordMail } from "../auth/mails/reset-password.ts";
import { secondFactorOffMail } from "../auth/mails/second-factor-off.ts";
import { secondFactorOnMail } from "../auth/mails/second-factor-on.ts";
import { verifyEmailMail } from "../auth/mails/verify-email.ts";
import { walletLinkedMail } from "../auth/mails/wallet-linked.ts";
import { walletUnlinkedMail } from "../auth/mails/wallet-unlinked.ts";
import { welcomeMail } from "../auth/mails/welcome.ts";
import { leavingMail } from "../departures/mails/leaving.ts";
import { leftMail } from "../departures/mails/left.ts";
import { staysMail } from "../departures/mails/stays.ts";
import type { RenderedMail } from "../mail/mail-content.ts";
import { moneyBackMail } from "../orders/mails/money-back.ts";
import { orderCancelledMail } from "../orders/mails/order-cancelled.ts";
import { orderExpiredMail } from "../orders/mails/order-expired.ts";
import { orderPaidMail } from "../orders/mails/order-paid.ts";
import { paymentReturnedMail } from "../orders/mails/payment-returned.ts";
import { pieceReplacedMail } from "../orders/mails/piece-replaced.ts";
import { accountDeletedMail } from "../privacy/mails/account-deleted.ts";
import { backInStockMail } from "../users/mails/back-in-stock.ts";
import { unsubscribeLinks } from "../users/unsubscribe-links.ts";

/** What a test puts in place of a mail's values. */
type Change = <Values>(values: Values) => Values;

function example<Values>(template: (values: Values) => RenderedMail, values: NoInfer<Values>) {
  return (change: Change = (same) => same) => template(change(values));
}

type Returned = Parameters<typeof paymentReturnedMail>[0];

/** The reason is no words: it is not what a hostile value takes the place of. */
const returned = (reason: Returned["reason"]) => (values: Omit<Returned, "reason">) =>
  paymentReturnedMail({ ...values, reason });

const webUrl = "https://flux.example";
const name = "Ananya Krishnamurthy";
const at = new Date("2026-12-01T14:12:00Z");
const browser = "Samsung Internet on Android";
const signUp = { tag: "0417", at, browser };
const token = "q3Zl0oWJ4tq1mV9yXr7dB2sKfHn8uCe5";
const link = (path: string) => `${webUrl}${path}?token=${token}`;
const wallet = "0x7A3bE4c1D5F60982aB1c3D4e5F60718293A4b5C6";
const hash = "0x9f2c4e6a8b0d1f3e5c7a9b8d6f4e2c0a1b3d5f7e9c8a6b4d2f0e1c3a5b7d9f8e";
const garment = tokenIdOf(3, 17);
const orderUrl = `${webUrl}/orders/ord_019aa0c49f1b7c3e8d2f5a6b7c8d9e0f`;
const order = {
  number: "FLX-7K2M9P",
  shippingPaise: 9_900,
  totalPaise: 12_59_700,
  ...{ cgstPaise: 0, sgstPaise: 0, igstPaise: 1_92_159 },
  address: { fullName: name, line1: "14, 3rd Cross, Indiranagar", city: "Bengaluru", postalCode: "560038" },
};
const item = { productName: "Knight Move Hoodie", color: "Void", size: "M" };
const lines = [
  { label: "Knight Move Hoodie, Void, M · 017/250", value: "₹7,499.00" },
  { label: "Endgame Tee, Ice, L · 042/400", value: "₹4,999.00" },
];
const back = { order, item, before: 17, orderUrl };

/**
 * Every mail, with values as they may be. Its name is the file's, `auth/new-device` for modules/auth/mails/new-device.ts;
 * a third part tells examples of one file apart.
 */
export const exampleMails: Record<string, (change?: Change) => RenderedMail> = {
  "auth/verify-email": example(verifyEmailMail, { name, link: link("/verify-email"), signUp }),
  "auth/already-registered": example(alreadyRegisteredMail, { name, webUrl, signUp }),
  "auth/welcome": example(welcomeMail, { name, webUrl }),
  "auth/new-device": example(newDeviceMail, { name, browser, at, webUrl }),
  "auth/reset-password": example(resetPasswordMail, { name, browser, at, link: link("/reset-password") }),
  "auth/password-changed": example(passwordChangedMail, { name, webUrl, stopped: 0 }),
  "auth/password-changed/one-garment-stays": example(passwordChangedMail, { name, webUrl, stopped: 1 }),
  "auth/password-changed/garments-stay": example(passwordChangedMail, { name, webUrl, stopped: 3 }),
  "auth/code": example(codeMail, { name, code: "048213" }),
  "auth/add-email": example(addEmailMail, { code: "730056" }),
  "auth/address-taken": example(addressTakenMail, { webUrl }),
  "auth/wallet-linked": example(walletLinkedMail, { name, address: wallet, webUrl }),
  "auth/wallet-unlinked": example(walletUnlinkedMail, { name, address: wallet, webUrl }),
  "auth/second-factor-on": example(secondFactorOnMail, { name, webUrl }),
  "auth/second-factor-off": example(secondFactorOffMail, { name, webUrl }),
  "auth/recovery-code-used": example(recoveryCodeUsedMail, { name, left: 7, webUrl }),

  "departures/leaving": example(leavingMail, {
    ...{ name, tokenId: garment, to: wallet, webUrl },
    ...{ leavesAt: new Date("2026-12-02T14:12:00Z"), secret: token },
  }),
  "departures/stays": example(staysMail, {
    ...{ name, tokenId: garment, to: wallet, webUrl },
    reason: "it has moved since it was asked for",
  }),
  "departures/left": example(leftMail, { name, arrived: [{ tokenId: garment, to: wallet, hash }], webUrl }),
  "departures/left/several": example(leftMail, {
    ...{ name, webUrl },
    arrived: [
      { tokenId: garment, to: wallet, hash },
      { tokenId: tokenIdOf(5, 42), to: wallet, hash: null },
    ],
  }),

  "orders/order-paid": example(orderPaidMail, { invoice: "INV-2627-000417", order, lines, orderUrl }),
  "orders/order-paid/one-piece": example(orderPaidMail, {
    invoice: "INV-2627-000417",
    order: {
      ...order,
      shippingPaise: 0,
      totalPaise: 7_49_900,
      cgstPaise: 57_196,
      sgstPaise: 57_196,
      igstPaise: 0,
    },
    ...{ lines: lines.slice(0, 1), orderUrl },
  }),
  "orders/order-expired": example(orderExpiredMail, {
    ...{ order, lines, orderUrl, hasMoney: false, shopUrl: `${webUrl}/products` },
  }),
  "orders/order-expired/with-money": example(orderExpiredMail, {
    ...{ order, lines: lines.slice(0, 1), orderUrl, hasMoney: true, shopUrl: `${webUrl}/products` },
  }),
  "orders/order-cancelled": example(orderCancelledMail, { order, lines, amountPaise: 12_59_700, orderUrl }),
  "orders/payment-returned": example(returned("sold_out"), { order, amountPaise: 12_59_700, orderUrl }),
  "orders/payment-returned/cancelled": example(returned("order_cancelled"), {
    ...{ order, amountPaise: 12_59_700, orderUrl },
  }),
  "orders/payment-returned/paid-twice": example(returned("paid_twice"), {
    ...{ order, amountPaise: 12_59_700, orderUrl },
  }),
  "orders/piece-replaced": example(pieceReplacedMail, { ...back, now: 23 }),
  "orders/money-back": example(moneyBackMail, {
    ...back,
    ...{ amountPaise: 7_49_900, isAll: false, isUnmintable: true },
  }),
  "orders/money-back/taken-off": example(moneyBackMail, {
    ...back,
    ...{ amountPaise: 12_59_700, isAll: true, isUnmintable: false },
  }),

  "privacy/account-deleted": example(accountDeletedMail, { name, webUrl }),

  "users/back-in-stock": example(backInStockMail, {
    ...{ person: name, product: item.productName, left: 4, url: `${webUrl}/products/knight-move-hoodie` },
    unsubscribe: unsubscribeLinks({ WEB_URL: webUrl }, token),
  }),
};
