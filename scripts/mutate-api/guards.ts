// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of code.
import type { Mutation } from "../mutants/outcome.ts";

/** `file` is below api/src. `test` is run first: the file from the root, and a part of the title as the file has it. */
export type Guard = Mutation & { area: string; test: { file: string; title: string } };

type Change = { from: string; to: string; equivalent?: string };
const of =
  (area: string, file: string, tests: string) =>
  (guard: string, title: string, change: Change): Guard => ({
    ...{ area, guard, file, ...change },
    test: { file: tests, title },
  });

const facts = "api/test/shop/payment-facts.test.ts";
const races = "api/test/shop/races.test.ts";
const paymentTests = "api/test/shop/payments.test.ts";
const orderTests = "api/test/shop/orders.test.ts";
const holdTests = "api/test/shop/holds.test.ts";
const cancelTests = "api/test/shop/cancel.test.ts";
const cartTests = "api/test/shop/cart.test.ts";
const productTests = "api/test/shop/product-writes.test.ts";
const vaultTests = "api/test/chain/vaulted-batches.test.ts";
const sending = "api/test/chain/send-garment.test.ts";
const leaving = "api/test/chain/leave-custody.test.ts";
const withdrawTests = "api/test/chain/withdraw.test.ts";
const tapTests = "api/test/chain/verify-tap.test.ts";
const minterTests = "api/test/chain/minter.test.ts";
const stuckTests = "api/test/chain/stuck-transactions.test.ts";
const oneRound = "api/test/chain/one-round.test.ts";
const fairTests = "api/src/minter/request-relay.test.ts";
const badDays = "api/test/chain/minter-bad-days.test.ts";
const lease = "api/src/minter/hold-signer.test.ts";
const requestTests = "api/src/minter/requests.test.ts";
const waysInTests = "api/src/modules/auth/ways-in.test.ts";
const sessionTests = "api/src/modules/auth/sessions.test.ts";
const passwordTests = "api/src/modules/auth/passwords.test.ts";
const emailTests = "api/src/modules/auth/email-sign-up.test.ts";
const phoneTests = "api/src/modules/auth/phones.test.ts";
const smsTests = "api/src/modules/sms/send-sms.test.ts";
const signUpTests = "api/src/modules/auth/two-sign-ups.test.ts";
const loginTests = "api/src/modules/auth/login-limits.test.ts";
const secondFactorTests = "api/src/modules/auth/second-factor.test.ts";
const peopleTests = "api/src/modules/admin/people.test.ts";
const reviewTests = "api/src/modules/reviews/reviews.test.ts";
const notificationTests = "api/src/modules/users/notifications.test.ts";
const mayTell = "modules/users/may-tell.ts";
const permissionTests = "api/test/chain/permissions.test.ts";
const guestTests = "api/test/shop/guest-carts.test.ts";
const siweTests = "api/src/modules/auth/siwe.test.ts";
const walletTests = "api/src/modules/auth/sign-in-with-wallet.test.ts";
const keyTests = "api/test/shop/idempotency.test.ts";
const httpTests = "api/src/http/requests.test.ts";

const doneBefore = "api/test/chain/done-before.test.ts";
const parkedTests = "api/test/chain/parked-mints.test.ts";
const byHand = "modules/orders/refund-by-hand.ts";
const byHandTests = "api/test/chain/refund-by-hand.test.ts";
const givenUpTests = "api/test/chain/given-up-bytes.test.ts";
const mintsCommand = "api/test/mints-command.test.ts";
const restoredTests = "api/test/shop/restored-books.test.ts";
const metadataTests = "api/test/chain/metadata.test.ts";
const pinTests = "api/src/modules/pins/check-pin.test.ts";
const witnessTests = "api/src/adapters/chain/ask-witnesses.test.ts";
const sendTests = "api/src/adapters/chain/send-everywhere.test.ts";
const localSeed = "adapters/custody/local-seed.ts";
const localSeedTests = "api/src/adapters/custody/local-seed.test.ts";
const openCustodyTests = "api/src/adapters/custody/open-custody.test.ts";
const kmsSignerTests = "api/src/adapters/chain/aws-kms-signer.test.ts";
const gateTests = "api/test/chain/gates.test.ts";

const sweepTests = "api/src/modules/uploads/sweep-uploads.test.ts";
const avatarTests = "api/src/modules/users/avatar.test.ts";
const exchange = "modules/uploads/exchange-uploads.ts";
const sweep = "modules/uploads/sweep-uploads.ts";
const drawing = "adapters/pictures/draw-anew.ts";

const markPaid = "modules/orders/mark-order-paid.ts";
const recordAttempt = "modules/payments/record-attempt.ts";
const placeOrder = "modules/orders/place-order.ts";
const payable = "modules/orders/lock-payable-order.ts";
const expire = "modules/orders/expire-order.ts";
const endUnpaid = "modules/orders/end-unpaid-order.ts";
const room = "modules/orders/require-room-for-hold.ts";
const cancel = "modules/orders/cancel-order.ts";
const withdrawMints = "minter/withdraw-mints.ts";
const orderQueries = "modules/orders/queries.ts";
const reserve = "modules/stock/reserve-garments.ts";
const razorpay = "adapters/payments/razorpay.ts";
const receive = "modules/webhooks/receive-webhook.ts";
const available = "modules/cart/assert-available.ts";
const merge = "modules/cart/merge-guest-cart.ts";
const send = "modules/twins/send-garment.ts";
const destination = "modules/departures/refuse-destination.ts";
const departing = "modules/departures/ask-departure.ts";
const due = "modules/departures/send-due-departures.ts";
const stopping = "modules/departures/stop-departure.ts";
const withdrawing = "modules/departures/withdraw-garments.ts";
const siwe = "modules/auth/siwe-message.ts";
const idempotency = "http/idempotency.ts";
const crossSite = "http/refuse-cross-site.ts";
const challengeTap = "modules/nfc/read-challenge-tap.ts";
const urlTap = "modules/nfc/read-url-tap.ts";
const verify = "modules/nfc/verify-tap.ts";
const holdSigner = "minter/hold-signer.ts";
const settle = "reconciler/settle-token.ts";
const requests = "minter/requests.ts";
const dueMints = "minter/look-at-due-mints.ts";
const confirm = "minter/confirm-transactions.ts";
const store = "minter/store-before-send.ts";
const spending = "minter/spending.ts";
const replace = "minter/replace-transaction.ts";
const turn = "minter/take-turn.ts";
const prove = "minter/prove-never-minted.ts";
const giveUp = "minter/give-up-mint.ts";
const endParked = "modules/orders/end-parked-mint.ts";
const refundPiece = "modules/payments/refund-piece.ts";
const openOnChain = "modules/stock/open-batches-on-chain.ts";
const verifyPin = "modules/pins/verify-pin.ts";
const checkPin = "modules/pins/check-pin.ts";
const askWitnesses = "adapters/chain/ask-witnesses.ts";
const witness = "adapters/chain/witness.ts";

/** Each guard of the API, and the same line without it. */
export const guards: Guard[] = [
  of("money", markPaid, paymentTests)("the amount is the order's", "is kept aside: no sale, no mint", {
    from: "if (amountPaise !== order.totalPaise)",
    to: "if (false)",
  }),
  of("money", markPaid, paymentTests)("the currency is the order's", "is kept aside: no sale, no mint", {
    from: 'if (currency !== "INR")',
    to: "if (false)",
  }),
  of("money", markPaid, races)("an order is locked while it is paid", "does not expire under its money", {
    from: 'eq(orders.id, orderId)).for("update")',
    to: "eq(orders.id, orderId))",
  }),
  of("money", markPaid, facts)("a verdict is given once", "heard again decides nothing again", {
    from: " || attempt.verdict) return",
    to: ") return",
  }),
  of("money", markPaid, facts)(
    "only a capture buys",
    "of a capture that was sent back meanwhile buys nothing",
    {
      from: 'attempt.state !== "captured" || ',
      to: "",
    },
  ),
  of("money", markPaid, facts)(
    "an attempt buys its own order",
    "that names a payment of another order changes neither",
    {
      from: "attempt.paymentId !== payment.id || ",
      to: "",
      equivalent:
        "another order's attempt that is captured has its verdict already; the line is a second bolt",
    },
  ),
  of("money", markPaid, facts)("an order is bought once", "arrives once", {
    from: 'if (!canBecome(order.state, "confirmed"))',
    to: "if (false)",
  }),
  of("money", markPaid, facts)("an expired order takes its pieces back first", "late money for two lines", {
    from: 'order.state === "expired" && !(await reserveAgain(tx, order))',
    to: "false",
  }),
  of("money", markPaid, facts)(
    "what it took before a sold out line is given back",
    "late money for two lines",
    {
      from: "await tx.transaction((part) =>\n      reserveGarments(part,",
      to: "await ((run: (part: Tx) => Promise<void>) => run(tx))((part) =>\n      reserveGarments(part,",
    },
  ),
  of("money", recordAttempt, facts)(
    "attempts only move forward",
    "that is old takes a captured payment nowhere",
    {
      from: "inArray(paymentAttempts.state, attemptStatesBefore(state)),",
      to: "",
    },
  ),
  of("money", recordAttempt, facts)(
    "an attempt stays with its payment",
    "that names a payment of another order changes neither",
    {
      from: "eq(paymentAttempts.paymentId, paymentId),",
      to: "",
    },
  ),
  of("money", recordAttempt, facts)(
    "an attempt is locked while it is judged",
    "heard again decides nothing again",
    {
      from: '\n    .for("update")',
      to: "",
      equivalent: "the upsert above locks the row, also where it changes nothing",
    },
  ),
  of("money", "modules/payments/open-payment.ts", facts)(
    "a late answer of the vendor opens no paid payment",
    "is not opened again by a late answer",
    {
      from: 'and(eq(payments.id, payment.id), eq(payments.state, "starting"))',
      to: "eq(payments.id, payment.id)",
    },
  ),
  of("money", "modules/payments/apply-refund-fact.ts", facts)(
    "refunds only move forward",
    "what is said late takes nothing back",
    {
      from: "and(eq(refunds.id, refundId), inArray(refunds.state, refundStatesBefore(state)))",
      to: "eq(refunds.id, refundId)",
    },
  ),
  of("money", "modules/payments/apply-refund-fact.ts", facts)(
    "a refund of somebody's hand is none of ours",
    "that a person sent by hand",
    {
      from: "refundId === null || !z.uuid().safeParse(refundId).success",
      to: "refundId === null",
    },
  ),
  of("money", "modules/payments/refund-payment.ts", facts)("a refund is asked for once", "arrives once", {
    from: 'if (refund?.state !== "requested") return;',
    to: "if (!refund) return;",
    equivalent: "the vendor knows the key of the first request and answers a repeat with its refund",
  }),
  of("money", "adapters/payments/razorpay-sdk.ts", "api/src/adapters/payments/razorpay.test.ts")(
    "a refund carries its key",
    "asked back twice comes back once",
    {
      from: 'config.headers["X-Refund-Idempotency"]',
      to: 'config.headers["X-Nothing"]',
    },
  ),
  of("money", razorpay, paymentTests)("a repeated order is the vendor's first", "first answer was lost", {
    from: "unique_receipt: true,",
    to: "",
  }),
  of("money", "modules/payments/accept-callback.ts", paymentTests)(
    "a callback is signed",
    "a callback with a forged",
    {
      from: " || !payments.verifyCallback({ ...proof, providerOrderId })",
      to: "",
    },
  ),
  of("money", receive, paymentTests)("a webhook is signed", "a webhook signed with another secret", {
    from: "if (!payments.verifyWebhook(rawBody, signature))",
    to: "if (false)",
  }),
  of("money", receive, facts)("a webhook is kept once", "delivered twice is kept once", {
    from: "\n      .onConflictDoNothing()",
    to: "",
  }),
  of("money", razorpay, paymentTests)(
    "the webhook's secret is tried",
    "a webhook signed with the secret before",
    {
      from: "[env.RAZORPAY_WEBHOOK_SECRET, env.RAZORPAY_WEBHOOK_SECRET_PREVIOUS]",
      to: "[env.RAZORPAY_WEBHOOK_SECRET_PREVIOUS]",
    },
  ),
  of("money", razorpay, paymentTests)(
    "the secret before is tried",
    "a webhook signed with the secret before",
    {
      from: "env.RAZORPAY_WEBHOOK_SECRET_PREVIOUS].filter",
      to: "].filter",
    },
  ),
  of("money", razorpay, paymentTests)("a signature is compared", "a webhook signed with another secret", {
    from: " && timingSafeEqual(given, expected)",
    to: "",
  }),
  of("money", razorpay, paymentTests)(
    "a signature of another length is refused, not a fault",
    "a webhook with the signature",
    {
      from: "given.length === expected.length && ",
      to: "",
    },
  ),
  of("money", "modules/webhooks/apply-webhook.ts", facts)(
    "a webhook is applied once",
    "heard again decides nothing again",
    {
      from: "and(eq(webhookInbox.id, messageId), isNull(webhookInbox.appliedAt))",
      to: "eq(webhookInbox.id, messageId)",
      equivalent: "a fact heard again changes nothing; the line saves the work",
    },
  ),

  of("orders", placeOrder, orderTests)("an idempotency key is its buyer's", "is its buyer's own", {
    from: "and(eq(orders.userId, buyer.id), eq(orders.idempotencyKey, idempotencyKey))",
    to: "eq(orders.idempotencyKey, idempotencyKey)",
  }),
  of("orders", placeOrder, orderTests)(
    "a key with another body is refused",
    "a key whose answer is no longer kept",
    {
      from: "if (!isDeepStrictEqual(before.address, address))",
      to: "if (false)",
    },
  ),
  of("orders", placeOrder, orderTests)("an empty cart makes no order", "an empty cart, eleven pieces", {
    from: "if (lines.length === 0)",
    to: "if (false)",
  }),
  of("orders", placeOrder, orderTests)("an order takes ten pieces at most", "an empty cart, eleven pieces", {
    from: "if (pieces > cartLimits.perOrder)",
    to: "if (false)",
  }),
  of("orders", placeOrder, races)("what is ordered leaves the cart", "one cart ordered twice at once", {
    from: "await takeLines(tx, lines);",
    to: "",
  }),
  of("orders", placeOrder, orderTests)("every hold has a job that ends it", "every order leaves a job", {
    from: "await deps.jobs.add(tx, expireOrder, { orderId }, { startAfter: holdUntil });",
    to: "",
  }),
  of("orders", "modules/cart/take-cart.ts", races)(
    "a cart is locked while it is ordered",
    "one cart ordered twice at once",
    {
      from: 'eq(carts.userId, userId)).for("update")',
      to: "eq(carts.userId, userId))",
    },
  ),
  of("orders", payable, orderTests)("an order is paid by its buyer", "orders are their buyer's alone", {
    from: "and(eq(orders.id, orderId), eq(orders.userId, buyerId))",
    to: "eq(orders.id, orderId)",
  }),
  of("orders", payable, facts)("only a pending order is paid", "takes no second payment", {
    from: 'if (order.state !== "pending")',
    to: "if (false)",
  }),
  of("orders", payable, facts)(
    "no order is paid after its hold",
    "an order whose hold is over takes no payment",
    {
      from: "if (order.holdUntil <= new Date())",
      to: "if (false)",
    },
  ),
  of("orders", payable, races)(
    "an order is locked while its payment starts",
    "no payment is started for an order",
    {
      from: '\n    .for("update")',
      to: "",
    },
  ),
  of("orders", orderQueries, orderTests)("an order is read by its buyer", "orders are their buyer's alone", {
    from: "and(eq(orders.id, orderId), eq(orders.userId, userId))",
    to: "eq(orders.id, orderId)",
  }),
  of("orders", orderQueries, orderTests)("a list of orders is its buyer's", "my orders come newest first", {
    from: "and(eq(orders.userId, userId), after ? lt(orders.id, after) : undefined)",
    to: "after ? lt(orders.id, after) : undefined",
  }),
  of("orders", endUnpaid, orderTests)(
    "a hold ends after its time",
    "an unpaid hold ends when its time is over",
    {
      from: "onlyIfOver ? lte(orders.holdUntil, sql`now()`) : undefined",
      to: "undefined",
    },
  ),
  of("orders", endUnpaid, holdTests)(
    "an answer of before is not given for an order that ended",
    "never 201 with an order that holds nothing",
    {
      from: "if (ended.key) await forgetAnswer",
      to: "if (false) await forgetAnswer",
    },
  ),
  of("orders", placeOrder, holdTests)(
    "a key of an order that ended makes no answer",
    "never 201 with an order that holds nothing",
    {
      from: 'if (before.state === "expired" || before.state === "cancelled")',
      to: "if (false)",
    },
  ),
  of("orders", placeOrder, holdTests)("the total is the one that was shown", "is the one that is ordered", {
    from: "if (expectedTotal !== undefined && expectedTotal !== totalPaise)",
    to: "if (false)",
  }),
  of("orders", placeOrder, holdTests)("nothing is ordered that is not sold", "neither added nor ordered", {
    from: "if (gone)",
    to: "if (false)",
  }),
  of("orders", room, holdTests)("a person holds three orders", "holds three unpaid orders", {
    from: "if (ofPerson.unpaid >= most)",
    to: "if (false)",
  }),
  of("orders", room, holdTests)("a person holds ten pieces", "holds ten pieces unpaid", {
    from: "if (ofPerson.held + pieces > limit)",
    to: "if (false)",
  }),
  of("orders", room, holdTests)("an address holds so many orders", "holds four unpaid orders", {
    from: "ofAddress.unpaid >= mostOfAddress || ",
    to: "",
  }),
  of("orders", room, holdTests)("an address holds so many pieces", "holds twenty pieces at most", {
    from: " || ofAddress.held + pieces > limit",
    to: "",
  }),
  of("orders", room, holdTests)("an address is locked while it is counted", "two who order to it at once", {
    from: "await lockName(tx, `orders to ${addressKey}`);",
    to: "",
  }),
  of("orders", "modules/orders/address-key.ts", holdTests)(
    "a door is one, however it is written",
    "however the door is written",
    {
      from: "\n    .sort()",
      to: "",
    },
  ),
  of("orders", "modules/orders/routes.ts", holdTests)(
    "a network places so many orders",
    "one network places so many orders",
    {
      from: "if (deps.env.ORDERS_PER_NETWORK > 0) await requireRoom(deps.limits.order, network);",
      to: "",
    },
  ),
  of("orders", cancel, cancelTests)("an order is cancelled by its buyer", "its buyer's alone to give back", {
    from: "and(eq(orders.id, orderId), eq(orders.userId, buyer.id))",
    to: "eq(orders.id, orderId)",
  }),
  of("orders", cancel, cancelTests)(
    "an order is locked while it is cancelled",
    "that is being paid at that moment",
    {
      from: '\n      .for("update")',
      to: "",
    },
  ),
  of("orders", cancel, cancelTests)("a cancelled order is cancelled once", "goes back into the cart where", {
    from: 'if (order.state === "cancelled") return;',
    to: "",
  }),
  of("orders", cancel, cancelTests)("what is on its way is not cancelled", "is cancelled by nobody", {
    from: 'if (!canBecome(order.state, "cancelled"))',
    to: "if (false)",
  }),
  of("money", cancel, cancelTests)(
    "no order is cancelled whose token may come",
    "of which one piece is signed stays",
    {
      from: "if (!(await withdrawMints(tx, itemIds)))",
      to: "if (!(await withdrawMints(tx, itemIds)) && false)",
    },
  ),
  of("money", "modules/orders/tell-expired.ts", cancelTests)(
    "a paid order is not called run out",
    "is not called run out",
    {
      from: 'if (order?.state !== "expired") return;',
      to: "if (!order) return;",
    },
  ),
  of("money", withdrawMints, cancelTests)(
    "a mint is withdrawn out of the queue alone",
    "of which one piece is signed stays",
    {
      from: 'if (mint.state !== "queued") return false;',
      to: "",
    },
  ),
  of("money", withdrawMints, cancelTests)(
    "a mint is withdrawn before anything is signed",
    "of which one piece is signed stays",
    {
      from: "if ((await signedFor(tx, mint)).length > 0) return false;",
      to: "",
    },
  ),
  of("money", withdrawMints, cancelTests)(
    "a mint in the minter's hands is not withdrawn",
    "the minter is storing one mint at that moment",
    {
      from: " || free.length < (await tx.$count(mints, alive))",
      to: "",
    },
  ),
  of("orders", endUnpaid, facts)("only a pending order expires", "stays paid when its hold is over", {
    from: 'eq(orders.state, "pending"), ',
    to: "",
  }),
  of("orders", expire, paymentTests)("the vendor is asked before a hold ends", "Razorpay is asked first", {
    from: "await hearAboutLateMoney(deps, orderId);",
    to: "",
  }),
  of("orders", expire, paymentTests)(
    "a silent vendor keeps the pieces held for a while",
    "the pieces stay held for ten minutes more",
    {
      from: "if (Date.now() < graceEnds) throw error;",
      to: "",
    },
  ),

  of("stock", reserve, orderTests)("only free pieces are taken", "an order with one sold out line", {
    from: 'and(eq(garments.variantId, variantId), eq(garments.state, "available"))',
    to: "eq(garments.variantId, variantId)",
  }),
  of("stock", reserve, orderTests)("all pieces or none", "an order with one sold out line", {
    from: "if (picked.length < group.length) throw",
    to: "if (picked.length < 0) throw",
  }),
  of("stock", reserve, races)("variants are locked in one order", "everybody takes variants in one order", {
    from: ".sort(([a], [b]) => (a < b ? -1 : 1))",
    to: "",
  }),
  of("stock", reserve, races)(
    "a piece that another buyer is taking is waited for",
    "is waited for when no other is left",
    {
      from: 'const picked = await free(tx).for("update");',
      to: 'const picked = await free(tx).for("update", { skipLocked: true });',
    },
  ),
  of("stock", reserve, races)(
    "a piece that another buyer is taking is passed by",
    "is passed by while there is another",
    {
      from: 'await free(savepoint).for("update", { skipLocked: true })',
      to: 'await free(savepoint).for("update")',
    },
  ),
  of("stock", reserve, races)("who waits holds nothing", "keeps nobody from the others", {
    from: "return await tx.transaction(async (savepoint) => {",
    to: "return await (async (part: (tx: Tx) => Promise<string[]>) => part(tx))(async (savepoint) => {",
  }),
  of("stock", "modules/stock/release-garments.ts", facts)(
    "what is sold is not released",
    "keeps its pieces whatever lets go",
    {
      from: 'and(eq(garments.orderId, orderId), eq(garments.state, "reserved"))',
      to: "eq(garments.orderId, orderId)",
    },
  ),
  of("stock", "modules/stock/sell-garments.ts", facts)("a piece is sold once", "sells its pieces once", {
    from: 'and(eq(garments.orderId, orderId), eq(garments.state, "reserved"))',
    to: "eq(garments.orderId, orderId)",
  }),

  of("stock", "modules/stock/person-limit.ts", holdTests)(
    "an edition has a limit for each person",
    "guards the order itself",
    {
      from: "if (over) throw",
      to: "if (false) throw",
    },
  ),
  of("stock", "modules/stock/person-limit.ts", holdTests)(
    "an edition's limit counts one person",
    "is nobody else's limit",
    {
      from: "eq(garments.buyerId, buyerId), ",
      to: "",
    },
  ),

  of("cart", available, cartTests)("a cart takes five of one thing", "a cart refuses more than there are", {
    from: "if (wanted > cartLimits.perItem)",
    to: "if (false)",
  }),
  of("cart", available, cartTests)(
    "a cart takes no more than there are",
    "a cart refuses more than there are",
    {
      from: "if (wanted > left) throw",
      to: "if (false) throw",
    },
  ),
  of("cart", "modules/cart/remove-from-cart.ts", cartTests)(
    "a line is taken out by its owner",
    "somebody else's line is a missing one",
    {
      from: "and(eq(cartItems.id, itemId), inArray(cartItems.cartId, mine))",
      to: "eq(cartItems.id, itemId)",
    },
  ),
  of("cart", "modules/cart/set-quantity.ts", cartTests)(
    "a line is changed by its owner",
    "somebody else's line is a missing one",
    {
      from: "if (!line) throw cartErrors.cart_item_not_found();",
      to: "if (!line) return;",
    },
  ),
  of("cart", "modules/cart/add-to-cart.ts", races)(
    "a cart is locked while a click counts",
    "two clicks that meet in one line",
    {
      from: "const cartId = await openCart(tx, owner);",
      to: "const cartId = await openCart(db as never, owner);",
    },
  ),
  of("cart", merge, races)(
    "a guest's cart is locked while it is brought along",
    "brought along twice at once comes once",
    {
      from: '\n      .for("update")',
      to: "",
    },
  ),
  of("cart", "modules/cart/put-back-in-cart.ts", cartTests)(
    "a merged line is five at most",
    "a guest who signs in brings the cart along",
    {
      from: "least(${cartLimits.perItem}, ${cartItems.quantity} + excluded.quantity)",
      to: "${cartItems.quantity} + excluded.quantity",
    },
  ),
  of("cart", "db/hash-secret.ts", cartTests)(
    "a guest's secret is stored hashed",
    "a copy of it opens no cart",
    {
      from: 'return createHash("sha256").update(secret).digest("hex");',
      to: "return secret;",
    },
  ),

  of("custody", send, sending)("a garment is sent by its owner", "nobody sends what is not theirs", {
    from: "owner && address === owner.toLowerCase()",
    to: "owner && address",
  }),
  of("custody", send, sending)("custody sends what it holds", "is sent from there, not by custody", {
    from: "if (custodyIndex === null) throw garmentErrors.not_in_custody();",
    to: "if (custodyIndex === null) throw new Error();",
  }),
  of("custody", send, sending)("what is on its way stays on it", "cannot be sent to another", {
    from: "if (!isAddressEqual(asked.to, to)) throw departureErrors.already_sending();",
    to: "",
  }),
  ...(
    [
      [
        "a garment does not go where it is",
        "if (isAddressEqual(from, to)) throw departureErrors.already_there({ to });",
        "where it is",
      ],
      [
        "nothing is sent to who does not exist",
        "if (isNobodys(to)) throw departureErrors.nobodys_address({ to });",
        "the zero address",
      ],
      ["nothing is sent to the timelock", "...(Timelock ? [Timelock] : [])", "the timelock"],
      [
        "a contract takes garments",
        "if (!(await canReceive({ chain }, { from, to, tokenId }))) throw departureErrors.no_receiver({ to });",
        "answers nothing",
      ],
    ] as const
  ).map(([guard, from]) =>
    of("custody", destination, leaving)(guard, "nothing leaves for ", { from, to: "" }),
  ),
  ...(["FluxGarment", "FluxVoting"] as const).map((ours) =>
    of("custody", destination, leaving)(`nothing is sent to ${ours}`, "nothing leaves for ", {
      from: "[FluxGarment, FluxVoting, ...",
      to: `[${ours === "FluxGarment" ? "FluxVoting" : "FluxGarment"}, ...`,
    }),
  ),
  of("custody", destination, leaving)("a small number is nobody's address", "nothing leaves for ", {
    from: "BigInt(address) < smallNumbers || ",
    to: "BigInt(address) === 0n || ",
  }),
  of("custody", destination, leaving)("a pattern is nobody's address", "nothing leaves for ", {
    from: "onePattern.test(written) || ",
    to: "",
  }),
  of("custody", "adapters/chain/can-receive.ts", leaving)(
    "a key that lets a contract speak for it is a key",
    "EIP-7702",
    { from: "!code || isDelegation(code)", to: "!code" },
  ),
  of("custody", "adapters/chain/can-receive.ts", leaving)(
    "a node's fault is no word of the receiver",
    "nobody can say what stands at the address",
    { from: "if (!revertOf(error)?.raw) throw error;", to: "if (!revertOf(error)?.raw) return true;" },
  ),
  of("custody", "minter/relay-transfer.ts", leaving)(
    "the receiver is asked again before custody signs",
    "after all was asked",
    {
      from: 'if (!takesIt) return refused(deps, relay, "the receiver is a contract that takes no garments");',
      to: "",
    },
  ),
  of("custody", send, leaving)("a new address waits", "a garment for a new address waits", {
    from: "isProved ? null : await",
    to: "true ? null : await",
  }),
  of("custody", send, leaving)("another's wallet is not one's own", "another's wallet, wait like any other", {
    from: "const known = await walletsOf(tx, userId);",
    to: 'const known = [{ kind: "own", address: to.toLowerCase() }];',
  }),
  of("custody", send, leaving)("a day's sends are counted", "no more than a day's garments", {
    from: "if (sends > limit)",
    to: "if (false)",
  }),
  of("custody", send, leaving)(
    "of one person's sends one at a time is counted",
    "no more than a day's garments",
    {
      from: "const person = await lockPerson(tx, userId);",
      to: "const person = { deletedAt: null };",
    },
  ),
  of("custody", due, leaving)("nothing leaves before its time", "a garment for a new address waits", {
    from: "lte(departures.leavesAt, sql`now()`),\n  );",
    to: ");",
  }),
  of("custody", due, leaving)("what was stopped does not leave", "stops all that waits for its address", {
    from: 'eq(departures.state, "waiting"),\n    lte',
    to: "lte",
  }),
  of("custody", due, leaving)(
    "when the wait is over the address is looked at again",
    "all is looked at again",
    {
      from: "await refuseDestination(deps, { from, to, tokenId });",
      to: "",
    },
  ),
  of("custody", due, leaving)("what a restore may have forgotten stays", "while the books were restored", {
    from: "(await restoredSince(tx, still.askedAt)) && ",
    to: "false && ",
  }),
  of("custody", due, leaving)("nothing leaves a shut account", "that was shut meanwhile stays", {
    from: "person?.deletedAt !== null || person.blockedAt !== null",
    to: "person?.deletedAt !== null",
  }),
  of("custody", stopping, leaving)("what waits is stopped by whose it is", "a mail says where and when", {
    from: "const its = and(eq(departures.userId, userId), eq(departures.tokenId, tokenId));",
    to: "const its = eq(departures.tokenId, tokenId);",
  }),
  of("custody", stopping, leaving)(
    "what has left is not said to be stopped",
    "what has left is not stopped",
    {
      from: 'if (now?.state === "sent") throw departureErrors.already_left();',
      to: "",
    },
  ),
  of("custody", stopping, leaving)(
    "an address that was stopped waits again",
    "stops all that waits for its address",
    {
      from: "  await forgetUnused(tx, userId);\n  return",
      to: "  return",
    },
  ),
  ...(["reset-password", "change-password"] as const).map((how) =>
    of("custody", `modules/auth/${how}.ts`, leaving)(`${how} stops what waits`, "stops what somebody else", {
      from: "await stopAllOf(deps, tx, {",
      to: "0; void ({",
    }),
  ),
  of("custody", departing, leaving)("a garment's first departure counts", "a mail says where and when", {
    from: "const known = await findOpen(tx, garment);",
    to: "const known = null as Departure | null;",
  }),
  of("custody", withdrawing, withdrawTests)(
    "a withdrawal goes to a wallet of one's own",
    "goes only to a wallet",
    {
      from: "if (!proved) throw departureErrors.wallet_not_proved({ address });",
      to: "",
    },
  ),
  of("custody", withdrawing, withdrawTests)("custody is not a wallet of one's own", "goes only to a wallet", {
    from: 'wallet.kind === "own" && ',
    to: "",
  }),
  of("custody", withdrawing, withdrawTests)(
    "a wallet that was unlinked meanwhile gets nothing",
    "while the withdrawal is looked at",
    {
      from: "    // It may have been unlinked meanwhile.\n    await requireProved(tx, { userId, address });\n",
      to: "",
    },
  ),
  of("custody", withdrawing, withdrawTests)(
    "another's garment is not withdrawn",
    "refuses all, and none is moved",
    {
      from: "owner && isAddressEqual(owner, from));\n  if",
      to: "owner);\n  if",
    },
  ),
  of("custody", withdrawing, withdrawTests)("the wallet takes garments", "without a receiver is refused", {
    from: "  await refuseDestination(deps, { from, to: address, tokenId: first.tokenId });\n",
    to: "",
  }),
  of("custody", "minter/request-relay.ts", sending)(
    "a request that did not fail is not made anew",
    "cannot be sent to another",
    {
      from: 'setWhere: eq(relays.state, "parked"),',
      to: "",
    },
  ),
  of("custody", "minter/request-relay.ts", sending)(
    "each move is a sending of its own",
    "a garment that came back can be sent again",
    {
      from: "`transfer:${tokenId}:${moves}`",
      to: '`transfer:${tokenId}:${moves === "%" ? moves : 0}`',
    },
  ),
  of("custody", "modules/departures/queries.ts", sending)(
    "a sending is read by who sent",
    "cannot be sent to another",
    {
      from: "and(eq(departures.userId, userId), eq(departures.tokenId, tokenId))",
      to: "eq(departures.tokenId, tokenId)",
    },
  ),
  of("custody", localSeed, localSeedTests)("a seed is its owner's alone", "a seed that others can read", {
    from: "if (statSync(file).mode & 0o077)",
    to: "if (false)",
  }),
  of("custody", localSeed, localSeedTests)(
    "production reads no plain seed",
    "in production a plain seed is refused",
    { from: "if (allowPlain) return seed;", to: "return seed;" },
  ),
  of("custody", "adapters/custody/passphrase-seal.ts", localSeedTests)(
    "a changed seed is no seed",
    "a sealed seed opens by its very passphrase",
    {
      from: "decipher.update(body.subarray(0, -sizes.tag)), decipher.final()",
      to: "decipher.update(body.subarray(0, -sizes.tag))",
    },
  ),
  of("custody", "adapters/custody/from-seed.ts", openCustodyTests)(
    "a seed is 32 bytes",
    "AWS KMS opens the seed with its key, in its context",
    { from: "if (seed.length !== seedBytes)", to: "if (false)" },
  ),
  of("custody", "adapters/keys/aws-kms.ts", openCustodyTests)(
    "a blob of KMS opens with the key that is named",
    "AWS KMS opens the seed with its key, in its context",
    {
      from: "sdk.DecryptCommand({ KeyId, CiphertextBlob",
      to: "sdk.DecryptCommand({ CiphertextBlob",
    },
  ),
  of("custody", "adapters/custody/aws-kms-seed.ts", openCustodyTests)(
    "a blob of KMS opens in its context alone",
    "AWS KMS opens the seed with its key, in its context",
    { from: 'const context = { flux: "custody-seed" };', to: "const context = {};" },
  ),
  of("custody", "adapters/keys/vault.ts", openCustodyTests)(
    "Vault's token goes to Vault alone",
    "the token of Vault follows no answer",
    { from: 'redirect: "error"', to: 'redirect: "follow"' },
  ),
  of("custody", "adapters/keys/vault.ts", openCustodyTests)(
    "what Vault answers is not repeated",
    "what Vault answers in pieces",
    {
      from: "const said: unknown = await answer.json().catch(() => null);",
      to: "const said: unknown = JSON.parse(await answer.text());",
    },
  ),
  of("custody", "adapters/custody/local-seed.ts", openCustodyTests)(
    "a seed's file is written once",
    "a sealed file is written once",
    { from: "linkSync(draft, file);", to: "writeFileSync(file, line, { mode: 0o600 });" },
  ),
  of("custody", "key-settings.ts", "api/src/key-settings.test.ts")(
    "a seed travels by TLS",
    "a seed travels by TLS or stays on this machine",
    { from: "(localhost|127\\.0\\.0\\.1|\\[::1\\])([:/]|$)", to: "" },
  ),
  of("custody", "adapters/chain/aws-kms-signer.ts", kmsSignerTests)(
    "a signature of KMS is in the lower half",
    "whichever half of the curve KMS answers with",
    { from: "given.hasHighS() ? secp256k1.Point.Fn.ORDER - given.s : given.s", to: "given.s" },
  ),
  of("custody", "adapters/chain/aws-kms-signer.ts", kmsSignerTests)(
    "a signature of KMS is the signer's",
    "a name that stands for another key by now",
    { from: "if (by && isAddressEqual(by, address))", to: "if (by)" },
  ),

  of("sessions", "modules/auth/session-token.ts", emailTests)(
    "a session token is signed",
    "a token from the sessions table alone",
    {
      from: "given.length === expected.length && timingSafeEqual(given, expected) ? token : null",
      to: "token",
    },
  ),
  of("sessions", "modules/auth/session-token.ts", emailTests)(
    "a short signature is refused, not a fault",
    "a token from the sessions table alone",
    {
      from: "given.length === expected.length && ",
      to: "",
    },
  ),
  of("sessions", "modules/auth/queries.ts", emailTests)("a session ends", "a session ends after seven days", {
    from: "gt(sessions.expiresAt, sql`now()`),\n        ),\n      )\n      .prepare",
    to: "),\n      )\n      .prepare",
  }),
  of("sessions", "modules/auth/routes.ts", emailTests)(
    "logout ends the session",
    "logout ends only that one",
    {
      from: "await endSession(deps, { actor: session.user.id, userId: session.user.id, sessionId: session.id });",
      to: "{}",
    },
  ),
  of("sessions", "modules/auth/session-life.ts", sessionTests)(
    "a session ends for good",
    "ends 90 days after its sign-in all the same",
    { from: "createdAt.getTime() + sessionDays.most * dayMs", to: "Infinity" },
  ),
  of("sessions", "modules/auth/end-session.ts", sessionTests)(
    "a session is ended by its person",
    "of somebody else cannot be ended",
    {
      from: "and(eq(sessions.id, sessionId), eq(sessions.userId, userId))",
      to: "eq(sessions.id, sessionId)",
    },
  ),
  of("sessions", "modules/auth/access-token.ts", sessionTests)(
    "an access token is for this API",
    "of another key, algorithm, issuer or time",
    { from: "          issuer: WEB_URL,\n          audience: WEB_URL,\n", to: "" },
  ),
  of("sessions", "modules/auth/session-routes.ts", sessionTests)(
    "an access token prolongs nothing",
    "gets no other token",
    { from: 'if (session.by === "access_token") throw', to: "if (false) throw" },
  ),
  of("sessions", "http/host-cookie.ts", "api/src/modules/auth/session-cookie.test.ts")(
    "scripts do not read the session cookie",
    "out of reach of scripts",
    { from: "httpOnly: true, secure,", to: "httpOnly: false, secure," },
  ),
  of("sessions", "http/host-cookie.ts", "api/src/modules/auth/session-cookie.test.ts")(
    "the session cookie is bound to its host",
    "bound to this host over TLS",
    { from: "secure ? `__Host-${name}` : name", to: "name" },
  ),
  of("sessions", "http/session.ts", orderTests)(
    "what is a person's needs a session",
    "orders are their buyer's alone",
    {
      from: "if (!c.var.user) throw",
      to: "if (false) throw",
    },
  ),

  of("idempotency", idempotency, keyTests)(
    "a key with another body is refused by every route",
    "with another body",
    {
      from: "if (known && known.requestHash !== requestHash) throw",
      to: "if (false) throw",
    },
  ),
  of("idempotency", idempotency, keyTests)("a key on another path is refused", "on another path", {
    from: ".update(`${c.req.path}\\n`)",
    to: "",
  }),
  of("idempotency", idempotency, keyTests)("a kept answer is its person's", "a key is one person's", {
    from: "target: [keys.userId, keys.operation, keys.key],",
    to: "target: [keys.operation, keys.key],",
  }),
  of("idempotency", idempotency, keyTests)("only success is kept", "a refusal is not kept", {
    from: "c.res.ok ? c.res.clone() : null",
    to: "c.res.clone()",
  }),
  of("idempotency", idempotency, keyTests)(
    "a key that was answered is never worked again",
    "the very first answer",
    {
      from: "isNull(keys.status),",
      to: "",
    },
  ),
  of("idempotency", idempotency, keyTests)("a key that is worked on is not worked twice", "two at once", {
    from: "lt(keys.leaseUntil, sql`now()`),",
    to: "",
  }),
  of("audit", "modules/users/change-role.ts", "api/src/modules/admin/change-role.test.ts")(
    "a change of role is written down",
    "is written down once",
    { from: "await writeAudit(tx, deps, {", to: "Object.freeze({" },
  ),
  of("audit", departing, sending)("a sending is written down", "when its owner sends it, once", {
    from: "await writeAudit(tx, deps, {",
    to: "Object.freeze({",
  }),

  of("roles", "http/require-permission.ts", permissionTests)(
    "a role opens its own doors and those below",
    "let in where the matrix says so",
    {
      from: "if (rank[user.role] < rank[permissions[permission].from]) throw httpErrors.not_allowed();",
      to: "",
    },
  ),
  of("roles", "http/require-permission.ts", permissionTests)(
    "a key does what it was given alone",
    "an API key with",
    { from: "if (scopes && !scopes.includes(permission)) throw httpErrors.not_allowed();", to: "" },
  ),
  of("roles", "http/require-permission.ts", permissionTests)(
    "the house asks for a second factor",
    "an admin whose session has not shown a second factor",
    { from: "if (session && !session.secondFactor) throw httpErrors.second_factor_needed();", to: "" },
  ),
  of("roles", "http/require-permission.ts", permissionTests)(
    "who holds nothing is not tribe",
    "let in where the matrix says so",
    { from: "!user || !(await deps.isTribe(user.id))", to: "!user" },
  ),
  of("roles", "modules/users/block-person.ts", peopleTests)(
    "an admin blocks no admin",
    "of the house are a super admin's to block",
    { from: 'person.role !== "customer" && actor.role !== "super_admin"', to: "false" },
  ),
  of("roles", "modules/users/block-person.ts", peopleTests)(
    "nobody blocks themselves",
    "of the house are a super admin's to block",
    { from: "if (actor.id === userId) throw userErrors.cannot_block_yourself();", to: "" },
  ),
  of("reviews", "modules/reviews/may-review.ts", reviewTests)(
    "nobody reviews what is not theirs yet",
    "and not minted is refused",
    { from: 'orderState === "confirmed" && isMinted', to: 'orderState !== "cancelled"' },
  ),
  of("reviews", "modules/reviews/vote-helpful.ts", reviewTests)(
    "nobody finds their own review helpful",
    "that it helped counts once a person",
    { from: "if (review.userId === userId) throw reviewErrors.own_review();", to: "" },
  ),
  of("sessions", "modules/users/queries.ts", peopleTests)(
    "who is blocked has no session and no key",
    "opens nothing once it is revoked",
    { from: ".where(isNull(users.blockedAt))", to: ".where(isNull(users.deletedAt))" },
  ),
  of("sessions", "modules/admin/shut-out-person.ts", peopleTests)(
    "a blocked person's sessions end for good",
    "who are blocked are out at once",
    { from: "await endSessionsOf(tx, { userId: block.userId });", to: "" },
  ),
  of("sessions", "modules/auth/admit.ts", peopleTests)(
    "who is blocked is not let in",
    "who are blocked are out at once",
    { from: "if (person?.blockedAt) throw authErrors.account_blocked();", to: "" },
  ),
  of("sessions", "modules/auth/queries.ts", secondFactorTests)(
    "a session that waits opens nothing",
    "once on, signing in opens nothing until a code came",
    { from: 'eq(sessions.waitsForCode, sql.placeholder("waits")),', to: "" },
  ),
  of("sessions", "modules/auth/use-app-code.ts", secondFactorTests)(
    "a code of the app counts once",
    "takes a code once",
    { from: "lt(secondFactors.lastStep, step),", to: "" },
  ),
  of("sessions", "modules/auth/recovery-codes.ts", secondFactorTests)(
    "a recovery code counts once",
    "takes a recovery code once",
    {
      from: "        isNull(recoveryCodes.usedAt),\n      ),\n    );\n  return used",
      to: "      ),\n    );\n  return used",
    },
  ),
  of("sessions", "modules/auth/seal-secret.ts", secondFactorTests)(
    "a sealed secret is its person's",
    "stands in the database sealed",
    { from: "Buffer.from(whose)", to: "Buffer.from(whose.slice(0, 0))" },
  ),
  of("sessions", "modules/auth/pass-second-factor.ts", secondFactorTests)(
    "codes are not guessed",
    "is not guessed",
    { from: "await take(limits.secondFactor, tries);", to: "" },
  ),
  of("roles", "modules/keys/find-api-key.ts", peopleTests)(
    "a revoked key opens nothing",
    "opens nothing once it is revoked",
    { from: "    isNull(apiKeys.revokedAt),\n", to: "" },
  ),
  of("roles", "modules/keys/find-api-key.ts", peopleTests)(
    "a key that is over opens nothing",
    "opens nothing once it is revoked",
    { from: "    gt(apiKeys.expiresAt, sql`now()`),\n", to: "" },
  ),
  of("roles", "modules/keys/make-api-key.ts", peopleTests)(
    "twenty keys a person, however many come at once",
    "is refused what no key may be given",
    { from: "await lockPerson(tx, user.id);", to: "" },
  ),

  ...(
    [
      ["names our domain", "message.domain !== site.host"],
      ["has our scheme", "message.scheme && `${message.scheme}:` !== site.protocol"],
      ["has our URI", "originOf(message.uri) !== site.origin"],
      ["is for our chain", "message.chainId !== chainId"],
      ["says when it ends", "!expirationTime"],
      ["has not ended", "instantOf(expirationTime) <= now"],
      ["has begun", "notBefore !== undefined && instantOf(notBefore) > now"],
    ] as const
  ).map(([what, check]) =>
    of("sign-in", siwe, siweTests)(`a wallet's message ${what}`, "a message for", {
      from: `if (${check})`,
      to: "if (false)",
    }),
  ),
  of("sign-in", siwe, siweTests)("a wallet's message is of this moment", "a message for", {
    from: "Math.abs(now - instantOf(issuedAt)) > siweWindowMs",
    to: "false",
  }),
  of("sign-in", siwe, siweTests)("a wallet's times are instants", "a message with a time that is none", {
    from: "if (instant === null) throw",
    to: "if (false) throw",
  }),
  of("sign-in", "modules/auth/verify-email.ts", signUpTests)(
    "a sign-up's password counts in its own browser alone",
    "the stranger's password never works",
    { from: "browserHash !== null && browserHash === waiting.browserHash", to: "browserHash !== undefined" },
  ),
  of("sign-in", "modules/auth/queries.ts", signUpTests)(
    "a waiting sign-up is told to its own browser alone",
    "neither confirmed nor refused otherwise",
    {
      from: "and(eq(email, of.email), eq(registrations.browserHash, of.browserHash), unexpired)",
      to: "and(eq(email, of.email), unexpired)",
    },
  ),
  of("sign-in", "modules/auth/reset-password.ts", passwordTests)(
    "a reset's link ends",
    "links that end after an hour",
    { from: "    gt(verifications.expiresAt, sql`now()`),\n", to: "" },
  ),
  of("sign-in", "modules/auth/reset-password.ts", passwordTests)(
    "a reset's link is used once",
    "opened twice at the same moment",
    {
      from: "tx.delete(verifications).where(its).returning({ userId: verifications.value })",
      to: "tx.select({ userId: verifications.value }).from(verifications).where(its)",
    },
  ),
  of("sign-in", "modules/auth/reset-password.ts", passwordTests)(
    "a reset ends the other links",
    "with the first that is used",
    { from: "await tx.delete(verifications).where(others);", to: "void others;" },
  ),
  of("sign-in", "modules/auth/reset-password.ts", passwordTests)(
    "a reset ends every session",
    "every session ends",
    {
      from: "await endSessionsOf(tx, { userId: user.id })",
      to: "0",
    },
  ),
  of("sign-in", "modules/auth/change-password.ts", passwordTests)(
    "another password needs the present one",
    "needs the present one",
    { from: "if (!(await auth.verifyPassword(current, kept, client)))", to: "if (false)" },
  ),
  of("sign-in", "modules/auth/change-password.ts", passwordTests)(
    "another password ends the other sessions",
    "ends every other session and is mailed of",
    { from: "await endSessionsOf(tx, { userId: user.id, but: session.id })", to: "0" },
  ),
  of("sign-in", "modules/auth/refuse-common-password.ts", passwordTests)(
    "no password is one that everybody tries",
    "which everybody tries first",
    { from: "if (!words.has(lower) && !words.has(bare)) return;", to: "return;" },
  ),
  of("sign-in", "http/require-fresh.ts", waysInTests)(
    "what leaves needs a fresh confirmation",
    "within ten minutes",
    {
      from: "if (Date.now() - confirmedAt > freshMs)",
      to: "if (false)",
    },
  ),
  of("sign-in", "modules/auth/confirm-session.ts", waysInTests)(
    "a password confirms only if it is right",
    "is refused to a wrong password",
    { from: "if (!(await auth.verifyPassword(password, kept, client)))", to: "if (false)" },
  ),
  of("sign-in", "modules/auth/confirm-session.ts", waysInTests)(
    "a wallet confirms its own person",
    "somebody else's wallet",
    { from: "(await findWalletOwner(deps.db, address)) !== session.user.id", to: "false" },
  ),
  of("sign-in", "modules/auth/one-time-code.ts", waysInTests)(
    "a code is tried five times",
    "five tries with a code",
    {
      from: "await take(limits.code, identifier);",
      to: "",
    },
  ),
  of("sign-in", "modules/auth/one-time-code.ts", waysInTests)(
    "a code is its session's",
    "in the session that asked for it",
    {
      from: "`${of}:${sessionId}`",
      to: "`${of}:${sessionId.slice(0, 0)}`",
    },
  ),
  of("sign-in", "modules/auth/one-time-code.ts", waysInTests)("a code is the mailed one", "a wrong code", {
    from: ".where(and(good, eq(verifications.value, value)))",
    to: '.where(and(good, eq(verifications.value, value.slice(0, 0).concat(waiting?.value ?? ""))))',
  }),
  of("sign-in", "modules/auth/link-wallet.ts", waysInTests)(
    "a wallet stays with its account",
    "never taken from it",
    {
      from: "if (ownerId) throw",
      to: "if (false) throw",
    },
  ),
  of("sign-in", "modules/auth/unlink-wallet.ts", waysInTests)(
    "the last way in stays",
    "that is the only way in stays",
    {
      from: "if (!user.email && own.length === 1) throw",
      to: "if (false) throw",
    },
  ),
  of("sign-in", "modules/auth/unlink-wallet.ts", waysInTests)(
    "two that unlink go one after the other",
    "two are unlinked at the same moment",
    { from: "await lockName(tx, `flux.ways-in:${user.id}`);", to: "" },
  ),
  of("phones", "modules/auth/one-time-code.ts", phoneTests)(
    "a code is for what it was sent for",
    "nor for anything else",
    {
      from: "`${of}:${sessionId}`",
      to: "`code:${sessionId}`",
    },
  ),
  of("phones", "modules/users/schema.ts", phoneTests)("a number is proven", "is taken by no form", {
    from: '.null("a number is proven by a code: POST /api/auth/phone")',
    to: ".string().nullable()",
  }),
  of("phones", "modules/users/set-phone.ts", phoneTests)(
    "a deleted account gets no number",
    "while its account is deleted",
    { from: "isNull(users.deletedAt)", to: "undefined" },
  ),
  of("phones", "modules/auth/forget-ways-in.ts", "api/src/modules/privacy/privacy.test.ts")(
    "a deleted account leaves no number that waits",
    "says nothing of who it was",
    { from: "sessions.map(({ id }) => id),", to: "[]," },
  ),
  ...(
    [
      ["one text message and then a pause", "[limits.smsPause, phone],", "to one in thirty seconds"],
      ["a number's text messages of an hour", "[limits.smsNumberHour, phone],", "to three an hour"],
      ["a number's text messages of a day", "[limits.smsNumberDay, phone],", "to three an hour"],
      ["a person's text messages", "[limits.smsPerson, userId],", "to ten a day for a person"],
      ["a network's text messages", "[limits.smsNetwork, network],", "to thirty an hour for a network"],
      ["the house's text messages", "await take(limits.smsHouse, house);", "to what the house may send"],
    ] as const
  ).map(([guard, from, title]) =>
    of("phones", "modules/auth/prove-phone.ts", phoneTests)(guard, title, { from, to: "" }),
  ),
  of("phones", "modules/sms/send-sms.ts", smsTests)(
    "a text message is handed over once",
    "two workers with one message",
    { from: "if (claimed.length === 0)", to: "if (false)" },
  ),
  of("phones", "modules/sms/send-sms.ts", smsTests)("a late text message is not sent", "comes too late", {
    from: "if (Date.now() >= Date.parse(until))",
    to: "if (false)",
  }),
  of("phones", "adapters/sms/post-once.ts", smsTests)(
    "a lost answer sends no second text message",
    "whose answer is lost is not sent again",
    {
      from: 'return { as: "unknown", reason: `its answer was lost: ${code}` };',
      to: "throw new SmsNotTaken(code);",
    },
  ),
  of("sign-in", "modules/auth/add-email.ts", waysInTests)(
    "an added address ends its sign-ups",
    "ends the sign-ups of the address",
    {
      from: "await dropSignUps(tx, email);",
      to: "",
    },
  ),
  ...(
    [
      [
        "an account with a garment in custody stays",
        "while FLUX keeps a garment",
        "(await countHeld(deps, custody.address)) > 0n",
      ],
      [
        "an account with an order under way stays",
        "while an order is under way",
        "await hasOrderUnderWay(tx, userId)",
      ],
      ["the last super admin stays", "the last two go at the same moment", "!mayGo"],
      ["an account is deleted once", "once by a double click", "isGone"],
    ] as const
  ).map(([guard, title, check]) =>
    of("custody", "modules/privacy/delete-account.ts", "api/src/modules/privacy/privacy.test.ts")(
      guard,
      title,
      {
        from: guard.includes("custody") ? `if (custody && ${check})` : `if (${check})`,
        to: "if (false)",
      },
    ),
  ),
  of("sign-in", siwe, siweTests)("a wallet's message says nothing else", "a message with", {
    from: "if (parsed.prepareMessage() !== message)",
    to: "if (false)",
  }),
  of("sign-in", "modules/auth/issue-siwe-nonce.ts", siweTests)(
    "a nonce is ours and used once",
    "a nonce is used up by one try",
    {
      from: "if (used.length === 0) throw",
      to: "if (false) throw",
    },
  ),
  of("sign-in", "modules/auth/issue-siwe-nonce.ts", walletTests)("a nonce ends", "a nonce that is too old", {
    from: "and(eq(verifications.identifier, identifierOf(nonce)), gt(verifications.expiresAt, sql`now()`))",
    to: "eq(verifications.identifier, identifierOf(nonce))",
  }),
  of("sign-in", "modules/auth/prove-wallet.ts", siweTests)(
    "a wallet signed its message",
    "a signature by somebody else",
    {
      from: "if (!(await isSignedBy(deps, { address, message, signature })))",
      to: "if (false)",
    },
  ),
  of("sign-in", "modules/auth/sign-in-with-wallet.ts", walletTests)(
    "a wallet is one person",
    "a wallet that signs in twice at the same moment",
    {
      from: "await lockName(tx, `flux.wallet:${address.toLowerCase()}`);",
      to: "",
    },
  ),

  of("requests", crossSite, httpTests)(
    "no other site acts for a visitor",
    "changes nothing, with the visitor's cookie",
    {
      from: "!exempt &&",
      to: "false &&",
    },
  ),
  of("requests", crossSite, httpTests)(
    "a sibling subdomain is another site",
    "changes nothing, with the visitor's cookie",
    {
      from: 'return fetchSite !== "same-origin" && fetchSite !== "none";',
      to: 'return fetchSite === "cross-site";',
    },
  ),
  of("requests", crossSite, httpTests)(
    "an origin alone refuses",
    "changes nothing, with the visitor's cookie",
    {
      from: "return origin !== undefined;",
      to: "return false;",
    },
  ),
  of("requests", "http/require-json.ts", httpTests)("a body is JSON", "gets a clear 4xx in the one shape", {
    from: "if (hasBody && ",
    to: "if (false && ",
  }),
  of("requests", "http/limit-body.ts", httpTests)(
    "a body has its limit",
    "a body without a length is refused",
    {
      from: "maxSize: limitBytes,",
      to: "maxSize: Number.POSITIVE_INFINITY,",
    },
  ),

  of("limits", "limits/rate-limits.ts", loginTests)(
    "a refused try counts on no counter",
    "a try that one counter refuses counts on no other",
    { from: "await giveBack(tries.slice(0, at + 1));", to: "" },
  ),
  of("limits", "modules/auth/count-tries.ts", loginTests)(
    "a known device counts by itself",
    "a device that signed in before gets in",
    { from: "const wide: Tries = device\n    ? []\n", to: "const wide: Tries = false\n    ? []\n" },
  ),
  of("limits", "modules/auth/device-cookie.ts", loginTests)(
    "a device's mark is ours",
    "is worth nothing for another account, and cannot be made up",
    { from: "timingSafeEqual(given, expected) ? device", to: "true ? device" },
  ),
  of("limits", "modules/auth/count-tries.ts", loginTests)(
    "a network's tries are counted, whatever the account",
    "accounts tried in turn from one network end in a refusal",
    { from: "[limits.loginNetwork, network],", to: "" },
  ),
  of("limits", "modules/cart/guest-cookie.ts", guestTests)(
    "a network's new carts are counted",
    "a network makes so many carts and no more",
    { from: "await take(c.var.deps.limits.guestCart, networkOf(clientOf(c).ip));", to: "" },
  ),
  of("limits", "modules/cart/guest-cookie.ts", guestTests)(
    "a made up cookie is a new guest's",
    "a network makes so many carts and no more",
    { from: "(await hasCart(c.var.deps.db, owner))", to: "true" },
  ),
  of("limits", "limits/hash-slots.ts", "api/src/limits/hash-slots.test.ts")(
    "a network has its share of the hashes",
    "a network that fills its share is refused",
    { from: "held >= mostOfNetwork || ", to: "" },
  ),
  of("limits", "http/client.ts", "api/src/http/client.test.ts")(
    "only a named proxy is believed",
    "the networks named in TRUSTED_PROXIES are believed, and no other",
    { from: "while (nearest && isIn(trusted, nearest))", to: "while (nearest)" },
  ),
  of("limits", "http/limit-by-network.ts", walletTests)(
    "a limit is counted",
    "one address gets so many a minute",
    { from: "await take(c.var.deps.limits[limit], networkOf(clientOf(c).ip));", to: "" },
  ),
  of("limits", "http/route.ts", walletTests)("a route's limit is held", "one address gets so many a minute", {
    from: "...(limit ? [limitByNetwork(limit)] : [])",
    to: "",
  }),

  of("taps", urlTap, tapTests)("a tap's URL is signed by its chip", "a forged tap", {
    from: 'if (!signersOf(counterDigest(rnd), rndsig).includes(shown)) return "bad_signature";',
    to: "",
  }),
  of("taps", verify, tapTests)(
    "a challenge is signed by the chip that was sewn in",
    "another chip's answer",
    {
      from: 'if (!signed) return refused("bad_signature");',
      to: "",
    },
  ),
  of("taps", verify, tapTests)("a retired tag proves nothing", "a tag that the chain has retired", {
    from: 'if (retired) return "tag_retired";',
    to: "",
  }),
  of("taps", verify, tapTests)(
    "a tag speaks for its own token",
    "a tag that the chain binds to another garment",
    {
      from: "if (tokenId === 0n || tokenId === tokenIdOf(garment.batchId, garment.serial)) return null;",
      to: "if (true) return null;",
    },
  ),
  of("taps", urlTap, tapTests)("a counter only rises", "of 500 copies of one tap", {
    from: "setWhere: sql`${tapCounters.lastCounter} < ${counter} and not ${tapCounters.stale}`,",
    to: "",
  }),
  of("taps", challengeTap, tapTests)("an old challenge is told so at once", "a challenge that is too old", {
    from: 'if (row.expiresAt.getTime() <= Date.now()) return "challenge_expired";',
    to: "",
  }),
  of("taps", challengeTap, tapTests)("a used challenge is told so at once", "is genuine once", {
    from: 'if (row.usedAt) return "challenge_reused";',
    to: "",
    equivalent: "a used challenge is not spent again; the line saves a look at the chain",
  }),
  of("taps", challengeTap, tapTests)("a challenge is spent once", "one answer that comes twice", {
    from: "isNull(tapChallenges.usedAt),",
    to: "",
  }),
  of("taps", challengeTap, tapTests)(
    "a challenge is not spent after its time",
    "one answer that comes twice",
    {
      from: "gt(tapChallenges.expiresAt, sql`now()`),",
      to: "",
    },
  ),

  of("votes", "modules/voting/cast-vote.ts", "api/test/chain/cast-vote.test.ts")(
    "only garments that may vote do",
    "all of a person's garments vote once",
    {
      from: "if (!ableIds.includes(tokenId))",
      to: "if (false)",
    },
  ),
  of("votes", "modules/voting/cast-vote.ts", "api/test/chain/cast-vote.test.ts")(
    "a ballot is its wallet's",
    "own signed ballot is relayed",
    {
      from: "if (signed) await checkBallot(",
      to: "if (false) await checkBallot(",
    },
  ),

  of("minter", "minter/close-done.ts", doneBefore)(
    "a transfer that the chain shows is done once that is final",
    "a transfer that was made before",
    { from: "if (!by || !(await chain.isFinal(by.block)))", to: "if (!by)" },
  ),
  of("minter", "minter/close-done.ts", doneBefore)(
    "a ballot that the chain shows is done once that is final",
    "a ballot that was cast before",
    { from: "if (!by || !(await chain.isFinal(by.block)))", to: "if (!by)" },
  ),
  of("minter", "minter/relay-votes.ts", doneBefore)(
    "another's votes are not this voter's",
    "a ballot of garments that somebody else has voted with",
    {
      from: 'if (by === "somebody else") return refused',
      to: "if (false) return refused",
    },
  ),
  of("minter", holdSigner, lease)("a lease keeps others away", "a signer is one worker's until", {
    from: "setWhere: or(eq(signers.leaseHolder, holder), lt(signers.leaseUntil, sql`now()`)),",
    to: "",
  }),
  of("minter", holdSigner, lease)("a lease that ended is free", "a signer is one worker's until", {
    from: "setWhere: or(eq(signers.leaseHolder, holder), lt(signers.leaseUntil, sql`now()`)),",
    to: "setWhere: eq(signers.leaseHolder, holder),",
  }),
  of("minter", holdSigner, lease)("each holding has its fence", "a signer is one worker's until", {
    from: "then 0 else 1 end",
    to: "then 0 else 0 end",
  }),
  of("minter", holdSigner, lease)(
    "what is stored needs the fence",
    "a worker whose signer another took over",
    {
      from: "if (held.length === 0) throw",
      to: "if (false) throw",
    },
  ),
  of("minter", holdSigner, lease)("storing holds the lease", "in the middle of what its holder stores", {
    from: '.for("update");',
    to: ";",
  }),
  of("minter", holdSigner, lease)("a heartbeat takes nothing back", "a worker that tells that it lives", {
    from: ".set({ leaseUntil: leaseFor(forMs) })\n    // A database that was restored meanwhile keeps the time at which its books end.\n    .where(and(eq(signers.address, address), eq(signers.fence, fence), isReconciled));",
    to: ".set({ leaseUntil: leaseFor(forMs), fence })\n    .where(eq(signers.address, address));",
  }),
  of("minter", "minter/minter.ts", badDays)(
    "a heartbeat is given",
    "ms each, a paid garment is minted once",
    {
      from: "void renewLease(deps, lease).catch(() => {});",
      to: "void 0;",
      equivalent:
        "nobody else is there to take the lease; with two workers it would go to and fro, and the fence holds",
    },
  ),
  of("minter", holdSigner, lease)("a lease is given back by its holder", "a signer is one worker's until", {
    from: "and(eq(signers.address, address), eq(signers.leaseHolder, holder))",
    to: "eq(signers.address, address)",
  }),
  of("minter", store, minterTests)("what is sent was stored", "a worker killed at", {
    from: 'crashPoint("signed_not_stored");',
    to: 'await context.chain.client.sendRawTransaction({ serializedTransaction: bytes.raw });\n  crashPoint("signed_not_stored");',
  }),
  of("minter", spending, stuckTests)("gas has a price ceiling", "gas that is dearer than the limit", {
    from: "if (least > perGasWei)",
    to: "if (false)",
  }),
  of("minter", spending, stuckTests)("a day has a ceiling", "that has spent its day's money", {
    from: "if (spentWei + feeWei <= limits.perDayWei) return;",
    to: "return;",
  }),
  of("minter", spending, stuckTests)("a replacement outbids", "what is passed over is signed anew", {
    from: "const risePercent = 120n;",
    to: "const risePercent = 100n;",
  }),
  of("minter", spending, badDays)("a tip has a ceiling", "an absurd tip is never paid", {
    from: "const cap = smallest(limits.perGasWei, limits.perTransactionWei / gas);",
    to: "const cap = maxFeePerGas;",
    equivalent: "affordableGas refuses the price before; the line caps what is only offered",
  }),
  of("minter", "minter/bound-gas.ts", badDays)(
    "gas has a known most",
    "gas estimates that are 50 times too high",
    {
      from: "return wanted > most ? most : wanted;",
      to: "return wanted;",
    },
  ),
  of("minter", "minter/bound-gas.ts", badDays)(
    "gas has a known least",
    "a gas estimate that was once too low",
    {
      from: "if (wanted < least) return least;",
      to: "",
      equivalent: "too little gas costs a revert, or is signed anew; the line saves the fee",
    },
  ),
  of("minter", replace, stuckTests)("unfit bytes are signed anew", "a fee below the block's own", {
    from: "if (isUnfit(refusal) || isUnpayable(refusal))",
    to: "if (isUnpayable(refusal))",
  }),
  of("minter", replace, stuckTests)("unpayable bytes are signed anew", "more than the account holds", {
    from: "if (isUnfit(refusal) || isUnpayable(refusal))",
    to: "if (isUnfit(refusal))",
  }),
  of("minter", replace, stuckTests)(
    "what is passed over is signed anew",
    "what is passed over is signed anew",
    {
      from: "if (takenAt !== null && Math.min(ageMs, firstForMs) > stuckAfterMs)",
      to: "if (false)",
    },
  ),
  of("minter", "minter/plain-words.ts", requestTests)("a reason is text", "a reason that is no text", {
    from: '.replaceAll(/\\p{C}+/gu, " ")',
    to: "",
  }),
  of("minter", requests, requestTests)(
    "only what is queued is attached",
    "a request that has left the queue",
    {
      from: 'and(inArray(table.id, ids), eq(table.state, "queued"))',
      to: "inArray(table.id, ids)",
    },
  ),
  of("minter", requests, requestTests)(
    "all requests are attached or none",
    "a request that has left the queue",
    {
      from: "if (attached.length !== ids.length) throw",
      to: "if (false) throw",
    },
  ),
  of("minter", requests, requestTests)(
    "what reverts for ever is given up",
    "at the eighth time to a person",
    {
      from: "case when ${table.tries} + 1 >= ${revertsBeforeParked} then 'parked' else 'queued' end",
      to: "'queued'",
    },
  ),
  of("minter", requests, requestTests)("a refusal is heard often", "is believed at the sixth time", {
    from: "const refusalsBeforeParked = 6;",
    to: "const refusalsBeforeParked = 1;",
  }),
  of("minter", requests, requestTests)("what may pass is never parked", "one that may pass never is", {
    from: "case when ${lasting} and ",
    to: "case when ",
  }),
  of("minter", "minter/together.ts", minterTests)(
    "what was put off travels alone",
    "a mint that was put off travels alone",
    {
      from: "[...groups, ...due.filter(({ tries }) => tries > 0).map((putOff) => [putOff])]",
      to: "[due]",
    },
  ),
  of("minter", dueMints, minterTests)(
    "what is minted is not sent",
    "that the chain has already, for this very order",
    {
      from: "bound[index] === mint.tokenId",
      to: "false",
    },
  ),
  of("minter", dueMints, minterTests)("a token is its own order's", "for another order is nobody's second", {
    from: "} else if (minted.orderRef === mint.orderRef) {",
    to: "} else if (minted.orderRef) {",
  }),
  of("minter", dueMints, minterTests)("one refusal holds up nobody", "is parked with its reason", {
    from: "if (due.length > 1) return half();",
    to: "",
  }),
  of("minter", "minter/minted-in.ts", minterTests)(
    "what another minted meanwhile is not done",
    "overtakes on its way",
    {
      from: " && args.orderRef === orderRef",
      to: "",
      equivalent:
        "the receipt is of bytes that we signed, which mint for this very order line; a garment that was there before tells of no mint",
    },
  ),
  of("minter", "minter/revert-reason.ts", minterTests)(
    "a pause is waited for",
    "mints wait while the contract is paused",
    {
      from: "lasting: /^(FluxGarment|FluxVoting|ERC721)/.test(errorName),",
      to: "lasting: true,",
      equivalent:
        "a refusal is heard for half a minute before it is believed, and the test's pause is shorter",
    },
  ),
  of("minter", confirm, stuckTests)(
    "a displaced transaction gives its requests back",
    "whose nonce another one took",
    {
      from: "tried && used > row.nonce && isOld(silentSince, displacedAfterMs)",
      to: "false",
    },
  ),
  of("minter", confirm, stuckTests)(
    "a transaction is displaced after a silence",
    "whose nonce another one took",
    {
      from: " && isOld(silentSince, displacedAfterMs)",
      to: "",
    },
  ),
  of("minter", confirm, stuckTests)(
    "what is mined meanwhile is not displaced",
    "mined between the look for it and the count",
    {
      from: "return late ? recordReceipt(deps, row, late) : recordDisplaced(deps, row);",
      to: "return recordDisplaced(deps, row);",
    },
  ),
  of("minter", confirm, badDays)("a block that is gone is noticed", "are once of a block that is not there", {
    from: "if (receipt && receipt.blockHash === row.blockHash) {",
    to: "if (receipt) {",
  }),
  of("minter", "minter/nonces.ts", minterTests)(
    "nonces used elsewhere are skipped",
    "a nonce that somebody else used",
    {
      from: "gaps[0] ?? used + rows.length",
      to: "gaps[0] ?? rows.length",
    },
  ),
  of("minter", "minter/request-relay.ts", fairTests)(
    "nobody fills the relayer",
    "more than twenty acts on their way",
    {
      from: "if (underWay > mostOfAPerson)",
      to: "if (false)",
    },
  ),
  of("minter", "minter/request-relay.ts", fairTests)(
    "a person's acts are counted one by one",
    "more than twenty acts on their way",
    {
      from: "await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`relays of ${userId}`}, 0))`);",
      to: "",
    },
  ),
  of("minter", "minter/look-at-due-relays.ts", fairTests)(
    "a person's share is fair",
    "everybody's first act goes before",
    {
      from: "asc(relays.tries), turn, asc(relays.requestedAt)",
      to: "asc(relays.tries), asc(relays.requestedAt)",
    },
  ),
  of("minter", turn, stuckTests)("a gap is filled", "a nonce that nothing takes is filled", {
    from: "if (gapIsOld(turn, gaps)) calls.push(null);",
    to: "",
  }),
  of("minter", turn, minterTests)("what the chain forgot is recalled", "a chain that lost what was final", {
    from: "recallForgotten(turn, { signer, counting }),",
    to: "0,",
  }),
  of("minter", turn, oneRound)(
    "what is due is decided on books that are not in doubt",
    "count of nonces is in doubt",
    { from: "if (used === null) return 0;", to: "" },
  ),
  of("minter", turn, oneRound)(
    "what is under way does not wait for what is due",
    "while the node says nothing about what is due",
    {
      from: "const waiting = await confirmTransactions(turn, { looked, used });",
      to: "const { failures } = await (await due)();\n  if (failures.length > 0) throw failures[0];\n  const waiting = await confirmTransactions(turn, { looked, used });",
    },
  ),
  of("minter", "minter/collect-due.ts", oneRound)(
    "a node's silence about one holds up no other",
    "does not say about one mint holds up no other",
    {
      from: "const settled = await Promise.allSettled(groups);",
      to: 'const settled = (await Promise.all(groups)).map((value) => ({ status: "fulfilled", value }));',
    },
  ),
  of("parked", prove, parkedTests)(
    "what may still be mined is not given up",
    "as long as bytes that were signed for it may still be mined",
    { from: "if (nonce >= used)", to: "if (false)" },
  ),
  of("parked", prove, parkedTests)(
    "what is minted after all is not given up",
    "as long as bytes that were signed for it may still be mined",
    { from: "if (minted.orderRef === mint.orderRef) return { minted: true };", to: "" },
  ),
  of("parked", "minter/read-final-block.ts", parkedTests)(
    "only a final block decides",
    "in a block that is not final yet ends nothing",
    { from: "if (await isFinal(head - behind)) return", to: "return" },
  ),
  of("parked", "minter/send-transaction.ts", givenUpTests)(
    "bytes of what was given up never go out again",
    "what was given up is never minted by",
    { from: "if (await namesGivenUp(db, send.raw)) return;", to: "" },
  ),
  of("parked", replace, givenUpTests)(
    "the nonce of what was given up is filled",
    "what was given up is never minted by",
    {
      from: '(await namesGivenUp(db, newest.raw)) ? "it would mint what was given up" : null',
      to: "null as string | null",
    },
  ),
  of("money", byHand, byHandTests)(
    "what may still be minted is not paid back by hand",
    "what was signed for a piece",
    { from: 'if ("open" in proof)', to: "if (false)" },
  ),
  of("money", byHand, byHandTests)(
    "what has left the house is not paid back by hand",
    "of an order that is shipped",
    { from: 'if (!line || !canBecome(line.order.state, "cancelled"))', to: "if (!line)" },
  ),
  of("parked", giveUp, parkedTests)("a proof is void once more was signed", "make the proof void", {
    from: "if ((await signedFor(tx, mint)).length !== signed) return false;",
    to: "",
  }),
  of("parked", requests, requestTests)("what was ended stays ended", "parks no mint that was ended", {
    from: 'purpose === "mint" ? eq(table.state, "queued") : undefined',
    to: "undefined",
  }),
  of("stock", "modules/stock/note-vaulted-batches.ts", vaultTests)(
    "a vault that may be taken back is not written down",
    "may still take back is not written down",
    { from: "&& (await chain.isFinal(BigInt(block))))", to: ")" },
  ),
  of("stock", "modules/stock/note-vaulted-batches.ts", vaultTests)(
    "nothing of a vaulted batch is sold",
    "stays visible, marked and sold out",
    { from: "await deps.db.transaction((tx) => withdrawFree(tx, id));", to: "id;" },
  ),
  of("stock", "modules/products/change-product.ts", productTests)(
    "a garment keeps its size and colour",
    "keeps the address, and the size and colour",
    { from: "  if (kept) throw productErrors.variant_in_use({ sku: kept.sku });\n", to: "" },
  ),
  of("stock", "modules/products/remove-product.ts", productTests)(
    "a product with a batch is never deleted",
    "one with a batch is archived",
    { from: "const kept = await hasBatch(tx, productId);", to: "const kept = false;" },
  ),
  of("stock", "modules/products/queries.ts", productTests)(
    "an archived product is shown to nobody",
    "one with a batch is archived",
    { from: "  isNull(products.archivedAt),\n);\nconst slugOrId", to: ");\nconst slugOrId" },
  ),
  of("parked", giveUp, parkedTests)("a parked mint is ended once", "two workers end one parked mint once", {
    from: "if (!parked) return false;",
    to: "",
  }),
  of("parked", "minter/why-never.ts", parkedTests)(
    "a closed batch gives nothing more",
    "of a batch that was vaulted on chain",
    { from: "if (vaulted || minted >= cap)", to: "if (false)" },
  ),
  of("parked", "minter/why-never.ts", parkedTests)(
    "what nothing speaks against waits for a person",
    "waits for a person, however often",
    { from: "    return null;\n  } catch", to: '    return { cause: "garment_taken", cap };\n  } catch' },
  ),
  of("parked", endParked, parkedTests)(
    "what is free of a closed batch is not sold",
    "of a batch that was vaulted on chain",
    { from: 'if (cause === "batch_closed") await withdrawFree(tx, batchId);', to: "" },
  ),
  of("parked", refundPiece, parkedTests)(
    "money that went back by hand does not go again",
    "is not sent again",
    { from: 'eq(paymentAttempts.state, "captured"),', to: "" },
  ),
  of("parked", refundPiece, parkedTests)(
    "the rest goes back with the last piece alone",
    "goes back, once, and the rest stays",
    { from: "const amountPaise = isAll ? leftPaise : pricePaise;", to: "const amountPaise = leftPaise;" },
  ),
  of("parked", "minter/decide-mint.ts", mintsCommand)(
    "what is signed is not parked by hand",
    "while bytes that were signed for it may be mined",
    { from: 'if (state !== "queued" || out)', to: 'if (state !== "queued")' },
  ),
  of("metadata", "adapters/ipfs/pinata.ts", "api/src/adapters/ipfs/pinata.test.ts")(
    "a CID is of what was sent",
    "than that of what was sent is not believed",
    { from: "if (!cids.includes(cid))", to: "if (false)" },
  ),
  of("metadata", openOnChain, metadataTests)(
    "a folder is verified before its batch opens",
    "of a batch whose folder the gateway does not have",
    { from: "for (const batch of due) await verifyMetadata({ db, ipfs }, batch);", to: "" },
  ),
  of("metadata", openOnChain, metadataTests)(
    "what a batch points to is a folder",
    "of a batch whose address was written down by hand",
    { from: "if (!cid || uri !== `ipfs://${cid}`)", to: "if (!cid)" },
  ),
  of("metadata", openOnChain, metadataTests)(
    "a folder has a file for every serial",
    "of a batch whose folder has no file for one of its serials",
    { from: "if (!paths.has(`${serial}.json`))", to: "if (false)" },
  ),
  of("metadata", verifyPin, metadataTests)(
    "what is verified is what the CID names",
    "of a batch whose kept files are no longer what its address names",
    { from: "if (files.length === 0 || !(await ipfs.isOf(cid, files)))", to: "if (files.length === 0)" },
  ),
  of("metadata", "modules/pins/find-faults.ts", metadataTests)(
    "a missing file is a fault",
    "of a batch one of whose files is missing, or has other bytes",
    {
      from: 'if (served === null) return [{ path, fault: "missing" }];',
      to: "if (served === null) return [];",
    },
  ),
  of("metadata", "modules/pins/find-faults.ts", metadataTests)(
    "other bytes are a fault",
    "of a batch one of whose files is missing, or has other bytes",
    { from: "Buffer.from(content).equals(served) ? []", to: "served ? []" },
  ),
  of("metadata", "modules/products/publish-collection.ts", metadataTests)(
    "the collection's words are verified before the contract points to them",
    "is not pointed to while its words are not where they should be",
    { from: "for (const cid of [folder, words]) await verifyPin({ db, ipfs }, cid);", to: "" },
  ),
  of("metadata", "modules/products/assert-picture.ts", metadataTests)(
    "a picture is what its name says",
    "a picture that some wallets leave blank is refused before anything is pinned",
    { from: " || !path.endsWith(kind.ending)", to: "" },
  ),
  of("metadata", checkPin, pinTests)(
    "only what the CID names is pinned again",
    "nothing else is pinned in its place",
    { from: "if (files.length === 0 || !(await ipfs.isOf(cid, files)))", to: "if (files.length === 0)" },
  ),
  of("metadata", checkPin, pinTests)(
    "what the vendor does not list is pinned again",
    "others still serve but nobody keeps for us is pinned again",
    { from: "(await ipfs.isPinned(cid))", to: "true" },
  ),
  of("metadata", checkPin, pinTests)(
    "what is pinned again is at its old address",
    "cuts the same bytes into other blocks now is told of",
    { from: "if (now !== cid)", to: "if (false)" },
  ),
  of("metadata", checkPin, pinTests)(
    "what was pinned again is read back",
    "takes the upload and still does not serve it is told of",
    { from: "refuseFaults(cid, await findFaults(ipfs, cid, looked));", to: "" },
  ),
  of("gates", askWitnesses, witnessTests)("two nodes must agree", "of all one, two and three nodes", {
    from: "const quorumSize = 2;",
    to: "const quorumSize = 1;",
  }),
  of("gates", askWitnesses, witnessTests)("two answers are the same", "of all one, two and three nodes", {
    from: "each === last",
    to: "each !== null",
  }),
  of("gates", witness, witnessTests)("an old head decides nothing", "of all one, two and three nodes", {
    from: "if (ageSec > maxHeadAgeSec) throw",
    to: "if (false) throw",
  }),
  of("gates", witness, witnessTests)(
    "a block's own time counts",
    "is old all the same when its own time is",
    {
      from: "Date.now() / 1000 - Number(timestamp)",
      to: "0",
    },
  ),
  of("gates", witness, witnessTests)(
    "standing still counts, whatever the clocks say",
    "is old even when its clock and ours say that it is new",
    { from: "(nowMs - seen.sinceMs) / 1000", to: "0" },
  ),
  of("gates", turn, gateTests)(
    "one node's newest count doubts no books",
    "a node that counts what is not mined",
    {
      from: "told <= expected ? told : await agreedCount(chain, address)",
      to: "told",
    },
  ),
  of("gates", "modules/voting/cast-vote.ts", gateTests)(
    "the chain knows who votes as the holder",
    "though a dead indexer still shows it as theirs",
    { from: "await requireHolder(deps, { voter, tokenIds: chosen });", to: "" },
  ),
  of("gates", "adapters/chain/send-everywhere.ts", sendTests)(
    "what a node has already is sent",
    'a node that says "%s" has the bytes',
    { from: "if (!isKnown(error)) throw error;", to: "throw error;" },
  ),
  of("restored books", "restored/doubt.ts", restoredTests)(
    "books on another timeline are doubted",
    "a database that is another one",
    { from: " and ${reconciled.timeline} = ${timeline})", to: ")" },
  ),
  of("restored books", "restored/doubt.ts", restoredTests)(
    "books in another cluster are doubted",
    "a database that is another one",
    { from: "and ${reconciled.systemIdentifier} = ${systemIdentifier} and", to: "and" },
  ),
  of("restored books", "restored/end-doubt.ts", restoredTests)(
    "doubt ends only in the database in which it was cleared up",
    "books that were restored again",
    {
      from: "now.systemIdentifier !== began.systemIdentifier || now.timeline !== began.timeline",
      to: "now.timeline < 0",
    },
  ),
  of("restored books", holdSigner, restoredTests)(
    "nothing is stored on doubted books",
    "doubt ends every lease",
    { from: "  await requireReconciled(tx);\n", to: "" },
  ),
  of("restored books", holdSigner, restoredTests)(
    "a heartbeat leaves the time at which restored books end",
    "doubt ends every lease",
    { from: ", isReconciled));", to: "));" },
  ),
  of("restored books", "minter/doubt-books.ts", restoredTests)(
    "doubt ends every lease",
    "doubt ends every lease",
    { from: "fence: sql`${signers.fence} + 1`, leaseUntil", to: "leaseUntil" },
  ),
  of("restored books", "minter/doubt-books.ts", restoredTests)(
    "the first doubt keeps when the books end",
    "doubt keeps why",
    { from: "\n      .where(isNull(reconciled.doubt))", to: "" },
  ),
  of("restored books", "modules/wallets/add-custody-wallet.ts", restoredTests)(
    "nobody is given a number of custody on doubted books",
    "nobody joins and no piece is taken",
    { from: "  await requireReconciled(tx);\n", to: "" },
  ),
  of("restored books", reserve, restoredTests)(
    "no piece is taken on doubted books",
    "nobody joins and no piece is taken",
    { from: "  await requireReconciled(tx);\n", to: "" },
  ),
  of("restored books", "modules/wallets/skip-custody-numbers.ts", restoredTests)(
    "numbers of people whom the books forgot are left out",
    "a million numbers of custody",
    { from: "+ ${skipped}::integer) + 1", to: "+ 0) + 1" },
  ),
  of("restored books", "modules/auth/forget-sign-ins.ts", restoredTests)(
    "sessions of before are ended",
    "sign-ins that are older than the doubt",
    {
      from: "tx.delete(sessions).where(isOld(sessions.createdAt))",
      to: "tx.delete(sessions).where(lte(sessions.createdAt, new Date(0)))",
    },
  ),
  of("restored books", urlTap, restoredTests)(
    "no URL counts on doubted books",
    "after doubt a chip's first URL",
    { from: "(await doubtOf(tx)) !== null || ", to: "" },
  ),
  of("restored books", urlTap, restoredTests)(
    "a doubted counter believes nothing at first",
    "after doubt a chip's first URL",
    {
      from: "(await noteStale(tx, { garmentId, counter }))",
      to: "(await noteStale(tx, { garmentId, counter: -1 }))",
    },
  ),
  of("restored books", urlTap, restoredTests)(
    "a doubted counter is noted only upwards",
    "after doubt a chip's first URL",
    { from: "        lt(tapCounters.lastCounter, counter),\n", to: "" },
  ),
  of("restored books", settle, restoredTests)(
    "a garment whose token is another's is off sale",
    "a free garment whose token is another's",
    { from: "  await takeGarment(tx, { id: seen.id, orderRef });\n", to: "" },
  ),
  of("restored books", settle, restoredTests)(
    "a mint whose token is another's is parked",
    "the mint of a garment that was sold twice",
    { from: "    await parkTakenMint(tx, { tokenId, orderRef });\n", to: "" },
  ),
  of("restored books", settle, restoredTests)(
    "an unpaid order gives back what the chain gave to another",
    "an unpaid order loses a garment",
    {
      from: 'await endUnpaidOrder(tx, { orderId: garment.orderId, as: "expired" });',
      to: "await Promise.resolve();",
    },
  ),
  of("restored books", "minter/park-taken-mint.ts", restoredTests)(
    "only another order's mint is parked",
    "a token of an order that waits",
    {
      from: "        ne(mints.orderRef, orderRef),\n",
      to: "",
      equivalent: "the one caller has a token whose mint is for another order, or none",
    },
  ),
  of("restored books", markPaid, restoredTests)(
    "what was minted for an item is not taken a second time",
    "a token of an order that waits for its money",
    { from: "items.filter(({ orderItemId }) => !has.has(orderItemId))", to: "items" },
  ),
  of("restored books", "modules/orders/recover-payments.ts", restoredTests)(
    "another system's money is left alone",
    "money of a lost order is kept aside",
    {
      from: "  if (!order) return true;\n",
      to: '  if (!order) return !(await keepLostPayment(deps.db, { ...fact, orderNumber: "none" }));\n',
    },
  ),
  of("uploads", "modules/uploads/keep-upload.ts", sweepTests)(
    "a picture that is sent again starts its clock anew",
    "a picture that is due and sent again",
    {
      from: ".onConflictDoUpdate({ target: uploads.name, set: { sweepAfter: unusedFor } })",
      to: ".onConflictDoNothing()",
    },
  ),
  of("uploads", exchange, sweepTests)(
    "who stops using a picture shortens nobody's hour",
    "who stops using a picture takes it from nobody",
    { from: "sql`greatest(${uploads.sweepAfter}, now())`", to: "sql`now()`" },
  ),
  of("uploads", exchange, sweepTests)(
    "nothing points at a file that is swept",
    "nobody uses a file that is not there",
    {
      from: "if (comes.some((name) => !there.some((row) => row.name === name))) throw uploadErrors.upload_gone();",
      to: "if (there.length > 9_999) throw uploadErrors.upload_gone();",
    },
  ),
  of("uploads", exchange, avatarTests)(
    "a file that is used has no clock",
    "that is sent twice is kept once",
    {
      from: "await tx.update(uploads).set({ sweepAfter: null }).where(inArray(uploads.name, comes));",
      to: "",
    },
  ),
  of("uploads", sweep, sweepTests)(
    "a sweep looks again at what it saw to be due",
    "a picture that is sent again after a sweep saw",
    { from: "tx.delete(uploads).where(stillDue)", to: "tx.delete(uploads).where(eq(uploads.name, name))" },
  ),
  of("uploads", sweep, sweepTests)(
    "a file goes while its row is held",
    "a picture that is sent while it is swept",
    {
      from: "if (gone.rowCount) await storage.delete(name);\n    });",
      to: "void gone;\n    });\n    await storage.delete(name);",
    },
  ),
  of("uploads", sweep, sweepTests)(
    "a sweep gives way to a person",
    "a person who changes their picture never waits",
    { from: "await tx.execute(sql`set local lock_timeout = '200ms'`);", to: "" },
  ),
  of("uploads", "modules/users/change-avatar.ts", avatarTests)(
    "a deleted account gets no picture",
    "is given back to nobody",
    { from: "and(eq(users.id, userId), isNull(users.deletedAt))", to: "eq(users.id, userId)" },
  ),
  of("uploads", "modules/users/forget-person.ts", "api/src/modules/privacy/privacy.test.ts")(
    "a deleted account leaves no picture",
    "a picture is in the file, and gone with the account",
    { from: "await exchangeUploads(deps, tx, { comes: [], goes: [person.image] });", to: "{}" },
  ),
  of("uploads", "modules/users/avatar-routes.ts", avatarTests)(
    "a person's pictures are counted",
    "a person sends thirty pictures",
    { from: "    [upload, user.id],\n", to: "" },
  ),
  of("uploads", drawing, avatarTests)(
    "only what is a JPEG or PNG by its bytes is read",
    "what is no picture that can be shown",
    { from: 'if (kind === null) return { ok: false, refused: "unknown_type" };', to: "" },
  ),
  of("uploads", drawing, avatarTests)("no other loader is tried", "what is no picture that can be shown", {
    from: 'sharp.block({ operation: ["VipsForeignLoad"] });',
    to: "",
    equivalent: "what is sniffed first is a JPEG or PNG; this is what stands behind it",
  }),
  of("uploads", drawing, "api/src/adapters/pictures/draw-in-processes.test.ts")(
    "pixels are counted before they are decoded",
    "pixels are counted before",
    { from: "if (header.width * header.height > rules.mostPixels)", to: "if (header.width < 0)" },
  ),
  of("uploads", drawing, avatarTests)("a broken picture is refused", "what is no picture that can be shown", {
    from: 'failOn: "error"',
    to: 'failOn: "none"',
  }),
  of("uploads", drawing, avatarTests)(
    "the side that was up stays up",
    "keeps the side up that the camera held up",
    { from: "      .autoOrient()\n", to: "" },
  ),
  of(
    "uploads",
    "adapters/pictures/draw-in-processes.ts",
    "api/src/adapters/pictures/draw-in-processes.test.ts",
  )("one person never takes all places", "who finds no place is told so", {
    from: 'if (mine >= mostOfOwner) return refuse("too_many_of_yours");',
    to: "",
  }),
  of(
    "uploads",
    "adapters/pictures/draw-in-processes.ts",
    "api/src/adapters/pictures/draw-in-processes.test.ts",
  )(
    "strangers' bytes are read where no secret is",
    "a process that reads strangers' bytes is told no secret",
    { from: "fork(program, { env,", to: "fork(program, { env: { ...process.env, ...env }," },
  ),
  of("uploads", "adapters/storage/storage.ts", "api/src/adapters/storage/storage.test.ts")(
    "a name leads nowhere else",
    "takes no name that leads elsewhere",
    { from: "/^[a-z0-9-]{1,120}\\.[a-z0-9]{1,5}$/.test(name)", to: "/x?/.test(name)" },
  ),
  of("uploads", "adapters/storage/s3.ts", "api/src/adapters/storage/storage.test.ts")(
    "a bucket that refuses us is not one without the file",
    "is never taken for one without the file",
    { from: ' && reasonIn(content) !== "NoSuchBucket"', to: "" },
  ),
  of("notifications", mayTell, notificationTests)(
    "who did not choose it is not told",
    "come no more once turned off",
    { from: "        eq(notificationChoices.wanted, true),\n", to: "" },
  ),
  of("notifications", mayTell, notificationTests)("a choice is of its kind", "is nothing of another kind", {
    from: "        eq(notificationChoices.kind, kind),\n",
    to: "",
  }),
  of("notifications", mayTell, notificationTests)(
    "who is blocked is not told",
    "go to nobody who is blocked",
    { from: "        inArray(notificationChoices.userId, letIn),\n", to: "" },
  ),
  of("notifications", mayTell, notificationTests)(
    "a choice is held while its mail is queued",
    "hold the choice",
    { from: '\n    .for("share")', to: "" },
  ),
  of("notifications", "modules/users/tell-of-stock.ts", notificationTests)(
    "who may not be told keeps nobody waiting",
    "keep nobody waiting",
    { from: "eq(notificationChoices.wanted, true), isNull(users.blockedAt)", to: "" },
  ),
  of("notifications", "modules/users/set-choices.ts", notificationTests)(
    "choices end for their own person alone",
    "is nobody else's",
    { from: "eq(notificationChoices.userId, userId), ", to: "" },
  ),
  of("notifications", "modules/users/set-choices.ts", notificationTests)(
    "choices end for their own kind alone",
    "ends this kind with one click",
    { from: "eq(notificationChoices.kind, kind), ", to: "" },
  ),
  of("notifications", "modules/users/unsubscribe.ts", notificationTests)(
    "a way out is that of its token",
    "is nobody else's",
    { from: "\n      .where(eq(notificationChoices.token, token))", to: "" },
  ),
  of("notifications", "modules/users/choose-notifications.ts", notificationTests)(
    "an account that is deleted meanwhile keeps no choice",
    "once its account is deleted",
    { from: "if (!person || person.deletedAt) return;", to: "" },
  ),
  of("notifications", "modules/users/forget-person.ts", notificationTests)(
    "choices go with the account",
    "is gone with the account",
    {
      from: "  await tx.delete(notificationChoices).where(eq(notificationChoices.userId, userId));\n",
      to: "",
    },
  ),
];
