import { expect, test } from "vitest";
import { readArguments } from "./arguments.ts";

test("a mint is named by its garment's number, its token or its own id", () => {
  const id = "01a21f5c-58b7-736a-8511-9d734e1e43db";
  const because = ["--reason", " a node's word "];
  expect(readArguments(["retry", "1-7", ...because])).toEqual({
    ...{ act: "retry", mint: { tokenId: 1_000_007n }, reason: "a node's word" },
  });
  expect(readArguments(["park", "1000007", ...because])).toMatchObject({ mint: { tokenId: 1_000_007n } });
  expect(readArguments(["park", id, ...because])).toMatchObject({ act: "park", mint: { id } });
});

test("without a word it lists", () => {
  expect(readArguments([])).toEqual({ act: "list", json: false });
  expect(readArguments(["--json"])).toEqual({ act: "list", json: true });
});

test.each([
  [["retry", "1-1"]],
  [["retry", "1-1", "--reason", " "]],
  [["retry", "--reason", "x"]],
  [["park", "1-0", "--reason", "x"]],
  [["park", "nonsense", "--reason", "x"]],
  [["refund", "1-1", "--reason", "x"]],
  [["retry", "1-1", "1-2", "--reason", "x"]],
  [["--rpc", "http://127.0.0.1"]],
])("what can't be understood is nothing: %j", (args) => {
  expect(readArguments(args)).toBeNull();
});
