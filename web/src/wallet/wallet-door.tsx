"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/ui/button.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";

const load = () => import("./wallet-panel.tsx");
const WalletPanel = dynamic(load, { ssr: false, loading: () => <Skeleton className="h-14" /> });

export function WalletDoor({ next }: { next: string }) {
  const [open, setOpen] = useState(false);
  if (open) return <WalletPanel next={next} />;
  return (
    <Button look="quiet" wide onPointerEnter={load} onClick={() => setOpen(true)}>
      Use your own wallet
    </Button>
  );
}
