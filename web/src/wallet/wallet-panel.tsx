"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { defineChain } from "viem";
import { createConfig, http, WagmiProvider } from "wagmi";
import { injected } from "wagmi/connectors";
import { WalletList } from "./wallet-list.tsx";

/** Everything of wagmi and viem hangs below this component, in a chunk of its own. */
export default function WalletPanel({ chainId, next }: { chainId: number; next: string }) {
  const [config] = useState(() => configFor(chainId));
  const [queryClient] = useState(() => new QueryClient());
  return (
    <WagmiProvider config={config} reconnectOnMount={false}>
      <QueryClientProvider client={queryClient}>
        <WalletList chainId={chainId} next={next} />
      </QueryClientProvider>
    </WagmiProvider>
  );
}

// Signing a message asks the wallet alone: no RPC endpoint is called from the page.
function configFor(chainId: number) {
  const chain = defineChain({
    id: chainId,
    name: "FLUX",
    nativeCurrency: { name: "POL", symbol: "POL", decimals: 18 },
    rpcUrls: { default: { http: [] } },
  });
  return createConfig({
    chains: [chain],
    connectors: [injected()],
    multiInjectedProviderDiscovery: true,
    transports: { [chainId]: http("/") },
    storage: null,
  });
}
