import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../ports.ts";
import { setClock } from "./set-clock.ts";
import { startAnvil } from "./start-anvil.ts";

const nowSec = () => Math.floor(Date.now() / 1000);

/** An anvil whose clock is behind the machine's, as after a start during which the second turned. */
async function startBehind(behindSec: number) {
  const anvil = await startAnvil({ port: await freePort(), genesisSec: nowSec() - behindSec });
  onTestFinished(() => anvil.stop());
  return anvil;
}

async function mine({ ask }: Awaited<ReturnType<typeof startBehind>>) {
  const beforeSec = nowSec();
  await ask("evm_mine");
  const block = await ask<{ timestamp: string }>("eth_getBlockByNumber", "latest", false);
  return { beforeSec, atSec: Number(block.timestamp), afterSec: nowSec() };
}

test.each([1, 100])("a clock that is %i s behind after its start is put right", async (behindSec) => {
  const anvil = await startBehind(behindSec);
  await setClock(anvil.ask, nowSec() - 3_600);
  const { beforeSec, atSec, afterSec } = await mine(anvil);
  expect(atSec).toBeGreaterThanOrEqual(beforeSec);
  expect(atSec).toBeLessThanOrEqual(afterSec);
});

test("a chain whose last block is ahead of the machine goes on from there", async () => {
  const anvil = await startBehind(1);
  const headSec = nowSec() + 86_400;
  await setClock(anvil.ask, headSec);
  const { atSec } = await mine(anvil);
  expect(atSec).toBeGreaterThanOrEqual(headSec);
  expect(atSec).toBeLessThanOrEqual(headSec + 60);
});
