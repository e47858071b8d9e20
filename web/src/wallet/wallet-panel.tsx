"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { Messages } from "next-intl";
import { useState } from "react";
import { polygon } from "viem/chains";
import { createConfig, http, WagmiProvider } from "wagmi";
import { injected } from "wagmi/connectors";
import type { Purpose } from "./prove-wallet.ts";
import { WalletList } from "./wallet-list.tsx";

/** Everything of wagmi and viem hangs below this component, in a chunk of its own. */
export default function WalletPanel({
  purpose,
  next,
  words,
}: {
  purpose: Purpose;
  next: string;
  words: Messages["wallet"]["list"];
}) {
  const [config] = useState(createWalletConfig);
  const [queryClient] = useState(() => new QueryClient());
  return (
    <WagmiProvider config={config} reconnectOnMount={false}>
      <QueryClientProvider client={queryClient}>
        <WalletList purpose={purpose} next={next} words={words} />
      </QueryClientProvider>
    </WagmiProvider>
  );
}

// Signing a message asks the wallet alone: the page calls no RPC endpoint, and remembers no wallet.
function createWalletConfig() {
  return createConfig({
    chains: [polygon],
    connectors: [injected()],
    multiInjectedProviderDiscovery: true,
    transports: { [polygon.id]: http() },
    storage: null,
  });
}
