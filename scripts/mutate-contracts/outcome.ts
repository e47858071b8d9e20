/** What became of a contract without one guard: the test that went red, or why none could be run. Neither: it survived. */
export type Outcome = { noticedBy?: string; fault?: string };
