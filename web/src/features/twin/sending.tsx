import type { Messages } from "next-intl";
import { fill } from "@/messages/fill.tsx";
import { Hash } from "@/ui/hash.tsx";
import { Notice } from "@/ui/notice.tsx";
import { type Step, Steps } from "@/ui/steps.tsx";
import { Time } from "@/ui/time.tsx";
import type { Twin } from "./queries.ts";
import { StopForm } from "./stop-form.tsx";

type State = Omit<NonNullable<Twin["sending"]>, "id" | "requestedAt">;
type Words = { words: Messages["twin"]["live"]["sending"] };

/** A garment on its way to another wallet. */
export function Sending({
  tokenId,
  sending,
  words,
  stepWords,
}: Words & {
  tokenId: string;
  sending: State;
  stepWords: Messages["site"]["steps"];
}) {
  if (sending.state === "stopped") return null;
  if (sending.state === "waiting")
    return <Waiting tokenId={tokenId} to={sending.to} leavesAt={sending.leavesAt} words={words} />;
  if (sending.state === "parked" || sending.state === "failed") {
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

/** It can still be stopped: the time is what counts, then the button. */
function Waiting({
  tokenId,
  to,
  leavesAt,
  words,
}: Words & { tokenId: string; to: string; leavesAt: string | null }) {
  return (
    <section
      className="cut-[20px] space-y-4 border border-amber/60 bg-panel p-5 sm:p-7"
      data-testid="sending"
      data-state="waiting"
    >
      <h2 className="text-h3 font-bold">{words.titleWaiting}</h2>
      <p>
        {fill(words.waitingWords, {
          owner: <Hash value={to} />,
          time: leavesAt && <Time iso={leavesAt} className="font-semibold" />,
        })}
      </p>
      <p className="text-sm text-fog">{words.notYou}</p>
      <StopForm tokenId={tokenId} words={words} />
    </section>
  );
}

const soonMs = 10 * 60_000;

/** Whether something may happen to it while somebody looks: a wait that ends tomorrow is not looked after. */
export function isUnderWay(sending: Twin["sending"]): boolean {
  if (sending?.state !== "waiting") return isMoving(sending);
  return sending.leavesAt !== null && Date.parse(sending.leavesAt) - Date.now() < soonMs;
}

export function isMoving(sending: Twin["sending"]): boolean {
  return sending?.state === "queued" || sending?.state === "signed" || sending?.state === "sent";
}
