import { Hash } from "@/ui/hash.tsx";
import { Notice } from "@/ui/notice.tsx";
import { type Step, Steps } from "@/ui/steps.tsx";
import type { Twin } from "./queries.ts";

type State = Omit<NonNullable<Twin["sending"]>, "id" | "requestedAt">;

/** A piece on its way to another wallet. */
export function Sending({ sending }: { sending: State }) {
  if (sending.state === "failed") {
    return (
      <Notice tone="bad" title="It was not sent.">
        <p>The chain refused: {sending.failure ?? "no reason given"}. The piece is still where it was.</p>
      </Notice>
    );
  }
  const arrived = sending.state === "mined" || sending.state === "final";
  const steps: Step[] = [
    { title: "Asked for by you", state: "done" },
    {
      title: "On the chain",
      state: sending.state === "queued" ? "now" : "done",
      detail: sending.hash && <Hash value={sending.hash} />,
    },
    {
      title: "Arrived",
      state: arrived ? "done" : sending.state === "sent" ? "now" : "next",
      detail: (
        <span>
          at <Hash value={sending.to} />
          {sending.block !== null && `, in block ${sending.block}`}
        </span>
      ),
    },
  ];
  return (
    <div data-testid="sending" data-state={sending.state}>
      <h2 className="mb-5 text-h3 font-bold">{arrived ? "Sent" : "Being sent"}</h2>
      <Steps steps={steps} />
    </div>
  );
}

export function isMoving(sending: Twin["sending"]): boolean {
  return sending?.state === "queued" || sending?.state === "sent";
}
