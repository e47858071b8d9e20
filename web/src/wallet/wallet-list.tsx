"use client";

import type { Messages } from "next-intl";
import { useState } from "react";
import { type Connector, useConnect, useConnectors, useSignMessage } from "wagmi";
import { codePath, confirmPath, nextPath } from "@/features/account/next-path.ts";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { ConfirmationNeeded, type Purpose, proveWallet, WalletProblem } from "./prove-wallet.ts";

/** The wallets that this browser announced (EIP-6963), and the signature of the one that is picked. */
export function WalletList({
  purpose,
  next,
  words,
}: {
  purpose: Purpose;
  next: string;
  words: Messages["wallet"]["list"];
}) {
  const wallets = distinct(useConnectors());
  const connect = useConnect();
  const sign = useSignMessage();
  const [busyWith, setBusyWith] = useState<string>();
  const [problem, setProblem] = useState<string>();

  async function use(connector: Connector) {
    setBusyWith(connector.uid);
    setProblem(undefined);
    try {
      const { accounts } = await connect.mutateAsync({ connector });
      const [address] = accounts;
      if (!address) throw new WalletProblem(words.locked);
      const { needsCode } = await proveWallet({
        purpose,
        address,
        words,
        sign: (message) => sign.mutateAsync({ message, account: address, connector }),
      });
      const path = nextPath(next);
      window.location.assign(needsCode ? codePath(path) : path);
    } catch (error) {
      if (error instanceof ConfirmationNeeded) {
        window.location.assign(confirmPath(window.location.pathname));
        return;
      }
      setProblem(sentenceFor(error, words));
      setBusyWith(undefined);
    }
  }

  return (
    <div className="space-y-3">
      {wallets.length === 0 && (
        <Notice tone="info" title={words.none}>
          <p>{words.noneWords}</p>
        </Notice>
      )}
      {wallets.map((wallet) => (
        <Button
          key={wallet.uid}
          look="quiet"
          wide
          aria-busy={busyWith === wallet.uid}
          disabled={busyWith !== undefined && busyWith !== wallet.uid}
          onClick={() => busyWith === undefined && use(wallet)}
        >
          {/* biome-ignore lint/performance/noImgElement: a data URI that the wallet brings. */}
          {wallet.icon && <img src={wallet.icon.trim()} alt="" className="size-6" />}
          {busyWith === wallet.uid ? words.answer : wallet.name}
        </Button>
      ))}
      {problem && <Notice tone="bad" title={problem} />}
    </div>
  );
}

/** Wallets that announced themselves; the nameless "Injected" only where none did. */
function distinct(connectors: readonly Connector[]): Connector[] {
  const announced = connectors.filter((connector) => connector.id !== "injected");
  if (announced.length > 0) return announced;
  return "ethereum" in window ? [...connectors] : [];
}

function sentenceFor(error: unknown, words: Messages["wallet"]["list"]): string {
  if (error instanceof WalletProblem) return error.message;
  const refused = error instanceof Error && /reject|denied|refus/i.test(`${error.name} ${error.message}`);
  return refused ? words.refused : words.silent;
}
