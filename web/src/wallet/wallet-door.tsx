"use client";

import dynamic from "next/dynamic";
import type { Messages } from "next-intl";
import { useState } from "react";
import { Button } from "@/ui/button.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";
import type { Purpose } from "./prove-wallet.ts";

const load = () => import("./wallet-panel.tsx");
const WalletPanel = dynamic(load, { ssr: false, loading: () => <Skeleton className="h-14" /> });

export function WalletDoor({
  purpose,
  next,
  open: openWords,
  listWords,
}: {
  purpose: Purpose;
  next: string;
  /** What the button says. */
  open: string;
  listWords: Messages["wallet"]["list"];
}) {
  const [open, setOpen] = useState(false);
  if (open) return <WalletPanel purpose={purpose} next={next} words={listWords} />;
  return (
    <Button look="quiet" wide onPointerEnter={load} onClick={() => setOpen(true)}>
      {openWords}
    </Button>
  );
}
