/** Asks anvil one question of its JSON-RPC. Rejects with what it says against it, and when it is gone. */
export type Ask = <T>(method: string, ...params: unknown[]) => Promise<T>;

type Answer = { id: number; result?: unknown; error?: { message: string } } | { method: "eth_subscription" };
type Waiting = { resolve(result: never): void; reject(error: Error): void };

/**
 * One socket for all questions, and for the news of each block. (viem does this too, and takes as long to load as anvil to start:
 * everybody who starts FLUX would wait for it.) Rejects when nobody listens.
 */
export async function connectAnvil(url: string, onBlock: () => void): Promise<Ask> {
  const socket = new WebSocket(url);
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error(`nobody listens at ${url}`));
  });
  socket.onmessage = ({ data }) => {
    const answer = JSON.parse(data) as Answer;
    if ("method" in answer) return onBlock();
    const { resolve, reject } = waiting.get(answer.id) ?? {};
    waiting.delete(answer.id);
    if (answer.error) reject?.(new Error(answer.error.message));
    else resolve?.(answer.result as never);
  };
  socket.onclose = () => {
    for (const { reject } of waiting.values()) reject(new Error(`${url} is gone`));
    waiting.clear();
  };
  const ask: Ask = (method, ...params) =>
    new Promise((resolve, reject) => {
      if (socket.readyState !== WebSocket.OPEN) return reject(new Error(`${url} is gone`));
      const id = asked++;
      waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    });
  await ask("eth_subscribe", "newHeads");
  return ask;
}
