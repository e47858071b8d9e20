import type { ServerResponse } from "node:http";

export type RpcCall = { jsonrpc: "2.0"; id: unknown; method: string; params?: unknown[] };
export type RpcAnswer = {
  jsonrpc: "2.0";
  id: unknown;
  result?: unknown;
  error?: { code: number; message: string; data?: unknown };
};

export type Ask = (call: RpcCall) => Promise<RpcAnswer>;

/** What becomes of a call. `ask` asks the rules behind this one and then the node; `gone` is aborted with the caller's connection. */
export type Act = (call: RpcCall, ask: Ask, gone: AbortSignal) => Promise<RpcAnswer>;

/** `method` is a name, a pattern, or "*" for all; `when` sees the parameters; the first `times` calls that match (all, unless told). */
export type RpcRule = {
  method: string | RegExp;
  when?(params: unknown[]): boolean;
  times?: number;
  act: Act;
};

/** Thrown by an act that takes the place of the whole HTTP answer, of a whole batch too. */
export class SpoiltAnswer extends Error {
  readonly spoil: (answer: ServerResponse) => void;
  constructor(spoil: (answer: ServerResponse) => void) {
    super("the answer is spoilt");
    this.spoil = spoil;
  }
}
