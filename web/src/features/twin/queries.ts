import { cache } from "react";
import { api, orElsewhere } from "@/api.ts";
import { currentAccount } from "@/features/account/current-user.ts";

export type Twin = Awaited<ReturnType<typeof findTwin>>;
export type OwnTwins = Awaited<ReturnType<typeof listOwnTwins>>;
export type TwinSummary = OwnTwins["items"][number];

/** Asked once per request, by the page and by its title. */
export const findTwin = cache(async (id: string) => {
  const answer = await (await api()).GET("/api/blockchain/digital-twin/{id}", { params: { path: { id } } });
  return orElsewhere(answer);
});

export type TwinView = Awaited<ReturnType<typeof findTwinView>>;

/** A twin as whoever looks at it sees it: its way to another wallet, and whether they can send it. */
export async function findTwinView(id: string) {
  const [twin, account] = await Promise.all([findTwin(id), currentAccount()]);
  // Once it has arrived somewhere else, only its sender still sees where to.
  const sending = twin.sending ?? (account && !twin.isYours ? await findOwnSending(twin.tokenId) : null);
  const wallets = account?.wallets ?? [];
  return {
    twin,
    sending,
    inCustody: wallets.some(({ kind, address }) => kind === "custody" && address === twin.owner),
    ownWallets: wallets.filter(({ kind }) => kind === "own").map(({ address }) => address),
  };
}

export const perPage = 24;

export async function listOwnTwins(cursor?: string) {
  const answer = await (await api()).GET("/api/garments", { params: { query: { cursor, limit: perPage } } });
  return orElsewhere(answer, "/garments");
}

/** The last time the signed-in person sent this garment to somebody; null if they never did. */
async function findOwnSending(tokenId: string) {
  const answer = await (await api()).GET("/api/garments/{tokenId}/send", { params: { path: { tokenId } } });
  return answer.data ?? null;
}
