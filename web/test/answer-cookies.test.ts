import { expect, test } from "vitest";
import { answerCookies } from "../src/answer-cookies.ts";

test("every cookie of an answer is read, those that it deletes too", () => {
  const headers = new Headers();
  headers.append(
    "set-cookie",
    "__Host-flux-session=a%3Db.c%2Bd; Max-Age=604800; Path=/; HttpOnly; Secure; SameSite=Lax",
  );
  headers.append("set-cookie", "flux-cart=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
  expect(answerCookies({ headers })).toEqual([
    {
      name: "__Host-flux-session",
      value: "a=b.c+d",
      maxAge: 604_800,
      path: "/",
      httpOnly: true,
      secure: true,
      sameSite: "lax",
    },
    { name: "flux-cart", value: "", maxAge: 0, path: "/", expires: new Date(0), sameSite: "lax" },
  ]);
});

test("an answer without cookies changes none", () => {
  expect(answerCookies({ headers: new Headers() })).toEqual([]);
});
