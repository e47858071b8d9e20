import { connect, type Socket } from "node:net";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

/** What is wrong with a network. The parts add up. */
export type TcpFault = {
  /** What is sent arrives this much later, each way. `jitterMs` is the most that chance adds; the order stays. */
  latencyMs?: number;
  jitterMs?: number;
  /** Of each connection, each way. */
  bytesPerSec?: number;
  /** Connections are taken, and nothing passes on any of them, until the next fault: then all that waited goes on. */
  hang?: boolean;
  /** New connections are refused. Open ones stay. */
  refuse?: boolean;
  /** A connection is reset once this many bytes of answers have passed since this fault began: the last of them arrive. */
  resetAfterBytes?: number;
};

export type Wire = ReturnType<typeof createWire>;
type Link = { dead: boolean; answered: number; reset(): void };
/** What came in, when (ms), and its share of the jitter. */
type Piece = { bytes: Buffer; atMs: number; luck: number };

/** The network of one proxy: its fault, and what goes over it. */
export function createWire() {
  const links = new Set<Link>();
  const waits = new Set<() => void>();
  const wire = {
    links,
    fault: {} as TcpFault,
    set(fault: TcpFault) {
      wire.fault = fault;
      for (const link of links) link.answered = 0;
      for (const wake of waits) wake();
    },
    /** Waits, at most until the fault changes. */
    wait(ms: number) {
      return new Promise<void>((resolve) => {
        const timer = Number.isFinite(ms) ? setTimeout(wake, ms) : undefined;
        function wake() {
          clearTimeout(timer);
          waits.delete(wake);
          resolve();
        }
        waits.add(wake);
      });
    },
  };
  return wire;
}

/** Leads a connection over the wire to its target. Returns its two sockets. */
export function openLink(wire: Wire, client: Socket, target: { host: string; port: number }) {
  const server = connect({ ...target, allowHalfOpen: true });
  const sockets = [client, server] as const;
  const reset = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const link: Link = { dead: false, answered: 0, reset };
  wire.links.add(link);
  for (const socket of sockets) {
    socket.setNoDelay(true);
    // `carry` hears of it too, and says so to the other side.
    socket.on("error", () => {});
  }
  Promise.all([
    carry(client, server, (piece) => deliver(wire, link, piece, server)),
    carry(server, client, (piece) => deliver(wire, link, piece, client, { isAnswer: true })),
  ])
    .catch(() => link.dead || reset())
    .finally(() => wire.links.delete(link));
  return sockets;

  async function carry(from: Socket, to: Socket, pass: (piece: Piece) => Promise<void>) {
    await pipeline(from, stamp(), async (pieces: AsyncIterable<Piece>) => {
      for await (const piece of pieces) await pass(piece);
      if (!link.dead) to.end();
    });
  }
}

async function deliver(wire: Wire, link: Link, piece: Piece, to: Socket, { isAnswer = false } = {}) {
  for (let rest = piece.bytes; rest.length > 0; ) {
    const limited = wire.fault.bytesPerSec;
    if (limited) await wire.wait((Math.min(rest.length, sliceOf(limited)) * 1_000) / limited);
    await untilDue(wire, piece, to);
    if (link.dead) return;
    const { bytesPerSec, resetAfterBytes } = wire.fault;
    const size = bytesPerSec ? sliceOf(bytesPerSec) : rest.length;
    const left = isAnswer && resetAfterBytes !== undefined ? resetAfterBytes - link.answered : Infinity;
    const slice = rest.subarray(0, Math.min(size, left));
    rest = rest.subarray(slice.length);
    if (isAnswer) link.answered += slice.length;
    await new Promise((resolve, reject) => {
      to.write(slice, (error) => (error ? reject(error) : resolve(undefined)));
    });
    if (slice.length === left) throw new Error("reset in the middle of an answer");
  }
}

/** What a limited connection sends at once: 20 times a second. */
const sliceOf = (bytesPerSec: number) => Math.ceil(bytesPerSec / 20);

async function untilDue(wire: Wire, { atMs, luck }: Piece, to: Socket) {
  while (!to.destroyed) {
    const { hang, latencyMs = 0, jitterMs = 0 } = wire.fault;
    const waitMs = hang ? Infinity : atMs + latencyMs + luck * jitterMs - performance.now();
    if (waitMs <= 0) return;
    await wire.wait(waitMs);
  }
}

/** Notes when each piece came in: those that come while another one waits are late from then on, not from after it. */
function stamp() {
  return new Transform({
    readableObjectMode: true,
    readableHighWaterMark: 64,
    transform(bytes: Buffer, _, done) {
      done(null, { bytes, atMs: performance.now(), luck: Math.random() } satisfies Piece);
    },
  });
}
