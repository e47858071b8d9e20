/**
 * How Node runs a process that stays. V8 gives young objects 64 MB a half on a machine with much memory, and fills both before it
 * looks: loading the API then costs 320 MB, and 170 with 8.
 */
export const serverFlags = ["--max-semi-space-size=8"];
