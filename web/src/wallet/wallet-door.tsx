"use client";

import dynamic from "next/dynamic";
import type { Messages } from "next-intl";
import { useState } from "react";
import { Button } from "@/ui/button.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";

const load = () => import("./wallet-panel.tsx");
const WalletPanel = dynamic(load, { ssr: false, loading: () => <Skeleton className="h-14" /> });

export function WalletDoor({
  next,
  words,
  listWords,
}: {
  next: string;
  words: Messages["wallet"]["door"];
  listWords: Messages["wallet"]["list"];
}) {
  const [open, setOpen] = useState(false);
  if (open) return <WalletPanel next={next} words={listWords} />;
  return (
    <Button look="quiet" wide onPointerEnter={load} onClick={() => setOpen(true)}>
      {words.open}
    </Button>
  );
}
