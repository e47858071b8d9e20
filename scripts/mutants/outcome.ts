/** A guard, and the same line without it. `equivalent` says why no test can tell: the line is for the reader or for cost. */
export type Mutation = { guard: string; file: string; from: string; to: string; equivalent?: string };

/** What became of the code without one guard: the test that went red, or why none could be run. Neither: it survived. */
export type Outcome = { noticedBy?: string; fault?: string };
