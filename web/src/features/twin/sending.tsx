import type { Messages } from "next-intl";
import { fill } from "@/messages/fill.tsx";
import { Hash } from "@/ui/hash.tsx";
import { Notice } from "@/ui/notice.tsx";
import { type Step, Steps } from "@/ui/steps.tsx";
import type { Twin } from "./queries.ts";

type State = Omit<NonNullable<Twin["sending"]>, "id" | "requestedAt">;

/** A garment on its way to another wallet. */
export function Sending({
  sending,
  words,
  stepWords,
}: {
  sending: State;
  words: Messages["twin"]["live"]["sending"];
  stepWords: Messages["site"]["steps"];
}) {
  if (sending.state === "parked") {
    return (
      <Notice tone="bad" title={words.failed}>
        <p>{fill(words.failedWords, { reason: sending.failure ?? words.noReason })}</p>
      </Notice>
    );
  }
  const owner = <Hash value={sending.to} />;
  const arrived = sending.state === "mined" || sending.state === "final";
  const steps: Step[] = [
    { title: words.asked, state: "done" },
    {
      title: words.onChain,
      state: sending.state === "queued" ? "now" : "done",
      detail: sending.hash && <Hash value={sending.hash} />,
    },
    {
      title: words.arrived,
      state: arrived ? "done" : sending.state === "queued" ? "next" : "now",
      detail:
        sending.block === null
          ? fill(words.at, { owner })
          : fill(words.atInBlock, { owner, block: sending.block }),
    },
  ];
  return (
    <div data-testid="sending" data-state={sending.state}>
      <h2 className="mb-5 text-h3 font-bold">{arrived ? words.titleSent : words.titleSending}</h2>
      <Steps steps={steps} words={stepWords} />
    </div>
  );
}

export function isMoving(sending: Twin["sending"]): boolean {
  return sending?.state === "queued" || sending?.state === "signed" || sending?.state === "sent";
}
