import { randomBytes } from "node:crypto";
import { createPublicClient, http } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import type { Status } from "../flux/state.ts";
import { type Api, askSandbox, createApi, dataOf } from "./clients.ts";
import { expect, type Narrator, until } from "./narrator.ts";

type Tap = { pk2: string; rnd: string; rndsig: string };
type Webhook = { event: string; state: string; attempts: number };

/** The steps of one garment's life, in order. Each one checks what it tells. */
export async function liveOneLife({ step }: Narrator, status: Status) {
  const { parts } = await askSandbox<{ parts: Record<string, { url: string }> }>(
    `${status.urls.sandbox}/health`,
  );
  const partUrl = (name: string) => parts[name]?.url ?? "";
  const chain = createPublicClient({ transport: http(status.urls.chain) });
  const email = `kira.${randomBytes(4).toString("hex")}@flux.test`;
  const password = randomBytes(12).toString("base64url");
  const anybody = createApi(status);

  await step("Kira signs up with an e-mail address", async () => {
    dataOf(await anybody.POST("/api/auth/register", { body: { email, password, name: "Kira" } }));
    return { facts: { email } };
  });

  const mail = await step("A mail brings her a link", async () => {
    const [message] = await until("the mail", async () => {
      const found = await askSandbox<{ subject: string; links: string[] }[]>(
        `${status.urls.inbox}/messages?to=${email}`,
      );
      return found.length > 0 && found;
    });
    const link = message?.links.find((url) => url.includes("token="));
    expect(link, "the mail has a link with a token");
    return {
      token: new URL(link).searchParams.get("token") ?? "",
      facts: { subject: message?.subject ?? "" },
    };
  });

  const kira = await step("The link proves the address, and she signs in", async () => {
    // The password again: a client without cookies opens the link as another browser would.
    dataOf(await anybody.POST("/api/auth/verify-email", { body: { token: mail.token, password } }));
    const { token } = dataOf(await anybody.POST("/api/auth/login", { body: { email, password } }));
    const api = createApi(status, token);
    const { wallets } = dataOf(await api.GET("/api/auth/me"));
    expect(wallets[0]?.kind === "custody", "she has an address in custody");
    return {
      api,
      address: wallets[0].address,
      facts: { "her address": `${wallets[0].address} (in custody)` },
    };
  });

  const order = await step("She takes one hoodie and orders it", () => orderOne(kira.api));

  const paid = await step("She pays by UPI; Razorpay's webhook tells us", async () => {
    const started = dataOf(
      await kira.api.POST("/api/orders/{id}/payment", { params: { path: { id: order.id } } }),
    );
    const paidAtMs = Date.now();
    const fields = await askSandbox<{ razorpay_payment_id: string }>(`${partUrl("razorpay")}/sandbox/pay`, {
      order_id: started.providerOrderId,
      method: "upi",
      outcome: "captured",
    });
    const webhooks = await until("the webhooks' delivery", async () => {
      const rows = await askSandbox<Webhook[]>(`${partUrl("razorpay")}/sandbox/webhooks?state=delivered`);
      const mine = rows.filter((row) => JSON.stringify(row).includes(started.providerOrderId));
      return mine.length > 0 && mine;
    });
    await until(
      "the confirmed order",
      async () => (await readOrder(kira.api, order.id)).state === "confirmed",
    );
    return {
      paidAtMs,
      facts: { payment: fields.razorpay_payment_id, webhooks: webhooks.map((row) => row.event).join(", ") },
    };
  });

  const minted = await step("The token of that very garment is minted to her", async () => {
    const mint = await until("the mint", async () => {
      const [item] = (await readOrder(kira.api, order.id)).items;
      return item?.mint?.hash && item.mint.blockNumber ? { ...item.mint, garment: item.garment } : null;
    });
    const receipt = await chain.getTransactionReceipt({ hash: mint.hash as `0x${string}` });
    const seconds = (Date.parse(mint.minedAt ?? "") - paid.paidAtMs) / 1000;
    expect(receipt.status === "success", "the transaction succeeded");
    expect(mint.to.toLowerCase() === kira.address.toLowerCase(), "the token went to her address");
    return {
      tokenId: mint.tokenId,
      block: Number(mint.blockNumber),
      garment: mint.garment,
      facts: {
        token: mint.tokenId,
        edition: mint.garment ? editionOf(mint.garment) : "",
        hash: mint.hash ?? "",
        block: mint.blockNumber ?? "",
        gas: receipt.gasUsed.toString(),
        "after payment": `${seconds.toFixed(2)} s`,
      },
    };
  });

  await step("The indexer has seen it: its twin has a page", async () => {
    const twin = await until("the twin's history", async () => {
      const found = await readTwin(anybody, minted.tokenId);
      return found.asOf && found.asOf.block >= minted.block ? found : null;
    });
    expect(twin.owner === kira.address, "the twin says that she owns it");
    return {
      facts: { page: `${status.urls.web}/garments/${minted.tokenId}`, "as of block": twin.asOf?.block ?? 0 },
    };
  });

  const chip = await step("A phone is held to the hoodie: genuine", async () => {
    const chips = await askSandbox<{ address: string; batch: number; serial: number }[]>(
      `${partUrl("chips")}/chips`,
    );
    const found = chips.find((c) => c.batch === minted.garment?.batch && c.serial === minted.garment.serial);
    expect(found, "the garment's chip is in the drawer");
    const tap = await askSandbox<Tap>(`${partUrl("chips")}/chips/${found.address}/tap`, {});
    const verdict = await scan(anybody, tap);
    expect(verdict.genuine && verdict.tokenId === minted.tokenId, "the tap is genuine and names the token");
    return { ...found, tap, facts: { chip: found.address, verdict: "genuine" } };
  });

  await step("A forged copy, and the same tap again: refused", async () => {
    const forged = await askSandbox<Tap>(`${partUrl("chips")}/chips/forge`, { address: chip.address });
    const copy = await scan(anybody, forged);
    const again = await scan(anybody, chip.tap);
    expect(!copy.genuine && !again.genuine, "neither is genuine");
    return { facts: { forged: copy.reason ?? "", repeated: again.reason ?? "" } };
  });

  await step("She votes on a design with her garment", async () => {
    const { items } = dataOf(await kira.api.GET("/api/voting/designs"));
    const design = items.find(({ state }) => state === "open");
    expect(design, "a design is open for votes");
    const path = { id: design.id };
    const before = design.votes;
    dataOf(await kira.api.POST("/api/voting/designs/{id}/vote", { params: { path }, body: {} }));
    const results = await until("the vote's count", async () => {
      const now = dataOf(await anybody.GET("/api/voting/designs/{id}/results", { params: { path } }));
      return now.votes > before ? now : null;
    });
    return { facts: { design: design.title, votes: `${before} → ${results.votes}` } };
  });

  const wallet = privateKeyToAccount(generatePrivateKey());
  await step("She sends it to a wallet of her own; we pay the gas", async () => {
    const path = { tokenId: minted.tokenId };
    dataOf(
      await kira.api.POST("/api/garments/{tokenId}/send", { params: { path }, body: { to: wallet.address } }),
    );
    // The address is new to her: it waits first, a day in production.
    const findOwner = async () => {
      const found = await readTwin(anybody, minted.tokenId);
      return found.owner === wallet.address ? found : null;
    };
    const twin = await until("the new owner", findOwner, 90_000);
    const move = twin.history.find(({ to }) => to === wallet.address);
    return { facts: { wallet: wallet.address, hash: move?.hash ?? "", block: move?.block ?? 0 } };
  });

  await step("The wallet signs in with Ethereum and sees it", async () => {
    const { nonce } = dataOf(await anybody.POST("/api/auth/siwe/nonce"));
    const message = createSiweMessage({
      address: wallet.address,
      chainId: await chain.getChainId(),
      domain: new URL(status.urls.web).host,
      uri: status.urls.web,
      version: "1",
      nonce,
      issuedAt: new Date(),
      expirationTime: new Date(Date.now() + 4 * 60_000),
    });
    const signature = await wallet.signMessage({ message });
    const { token } = dataOf(await anybody.POST("/api/auth/siwe/verify", { body: { message, signature } }));
    const { items } = dataOf(await createApi(status, token).GET("/api/garments"));
    expect(
      items.some(({ tokenId }) => tokenId === minted.tokenId),
      "the garment is among the wallet's",
    );
    return { facts: { garments: items.length } };
  });
}

async function orderOne(api: Api) {
  const product = dataOf(
    await api.GET("/api/products/{slug}", { params: { path: { slug: "glitch-hoodie" } } }),
  );
  const variant = product.variants.find(({ left }) => left > 0);
  expect(variant, `${product.name} is not sold out`);
  dataOf(await api.POST("/api/cart/add", { body: { variantId: variant.id, quantity: 1 } }));
  const address = {
    fullName: "Kira Rao",
    phone: "+919876543210",
    line1: "14, Hill Road",
    city: "Mumbai",
    state: "Maharashtra" as const,
    postalCode: "400050",
    country: "IN" as const,
  };
  const placed = dataOf(
    await api.POST("/api/orders", { body: { address, paymentMethod: "razorpay" }, params: {} }),
  );
  const [item] = placed.items;
  return {
    id: placed.id,
    facts: {
      order: placed.number,
      piece: `${product.name}, ${variant.color} ${variant.size}, ${item?.garment ? editionOf(item.garment) : ""}`,
      total: `₹${(placed.totals.total.amount / 100).toLocaleString("en-IN")}`,
    },
  };
}

async function readOrder(api: Api, id: string) {
  return dataOf(await api.GET("/api/orders/{id}", { params: { path: { id } } }));
}

async function readTwin(api: Api, id: string) {
  return dataOf(await api.GET("/api/blockchain/digital-twin/{id}", { params: { path: { id } } }));
}

async function scan(api: Api, { pk2, rnd, rndsig }: Tap) {
  return dataOf(await api.POST("/api/nfc/scan", { body: { kind: "url", pk2, rnd, rndsig } }));
}

function editionOf({ serial, cap }: { serial: number; cap: number }) {
  return `${String(serial).padStart(String(cap).length, "0")}/${cap}`;
}
