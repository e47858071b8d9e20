import { api, orElsewhere } from "@/api.ts";
import { currentAccount } from "@/features/account/current-user.ts";

const perPage = 100;
/** As many as one request of the API takes. */
const mostShown = 500;

export type Departure = Awaited<ReturnType<typeof listDepartures>>[number];

/** What the signed-in person sent out of custody; stopped ones are no news. */
export async function listDepartures(here: string) {
  const { garments } = orElsewhere(await (await api()).GET("/api/wallet/withdraw"), here);
  return garments.filter(({ state }) => state !== "stopped");
}

export type HeldTwin = Awaited<ReturnType<typeof listHeld>>["all"][number];

/** The garments of the signed-in person: all, and those that custody still keeps and that are on no way out. */
export async function listHeld(here: string) {
  const account = await currentAccount();
  const custody = account?.wallets.find(({ kind }) => kind === "custody")?.address;
  const client = await api();
  const read = async (cursor?: string) =>
    orElsewhere(await client.GET("/api/garments", { params: { query: { cursor, limit: perPage } } }), here);
  const all = [];
  for (let page = await read(); ; page = await read(page.nextCursor)) {
    all.push(...page.items);
    if (page.nextCursor === null || all.length >= mostShown) break;
  }
  const isOut = new Set(["waiting", "queued", "signed", "sent", "mined", "final"]);
  const kept = all.filter(
    ({ owner, state, sending }) =>
      state === "minted" && owner === custody && !(sending && isOut.has(sending.state)),
  );
  return { all, kept };
}
