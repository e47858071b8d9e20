import { expect, test } from "vitest";
import { readArguments } from "./arguments.ts";

test("an audit takes a node, a limit in minutes, and how to tell", () => {
  const plain = { act: "audit", rpc: undefined, limitMin: undefined, json: false, record: false };
  expect(readArguments([])).toEqual(plain);
  expect(readArguments(["--rpc", "http://node", "--limit", "30", "--json", "--record"])).toEqual({
    ...{ act: "audit", rpc: "http://node", limitMin: 30, json: true, record: true },
  });
});

test("a token is excepted by its label or its id, with a reason", () => {
  const word = {
    act: "except",
    rpc: undefined,
    tokenId: 1_000_007n,
    reason: "for the press",
    withdraw: false,
  };
  expect(readArguments(["except", "1-7", "--reason", " for the press "])).toEqual(word);
  expect(readArguments(["except", "1000007", "--reason", "for the press"])).toEqual(word);
  expect(readArguments(["except", "1-7", "--withdraw", "--reason", "for the press"])).toEqual({
    ...{ ...word, withdraw: true },
  });
});

test.each([
  ["an unknown option", ["--limits", "3"]],
  ["a limit that is no number", ["--limit", "soon"]],
  ["a limit of nothing", ["--limit", "0"]],
  ["another act", ["accept", "1-7", "--reason", "x"]],
  ["no reason", ["except", "1-7"]],
  ["an empty reason", ["except", "1-7", "--reason", " "]],
  ["no token", ["except", "--reason", "x"]],
  ["a serial that no garment has", ["except", "1-0", "--reason", "x"]],
  ["two tokens", ["except", "1-7", "1-8", "--reason", "x"]],
])("%s is refused", (_, args) => {
  expect(readArguments(args)).toBeNull();
});
