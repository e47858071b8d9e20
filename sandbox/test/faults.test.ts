import { expect, test } from "vitest";
import { getJson, keys, putFaults, razorpayWith } from "./fixture.ts";

const headers = {
  authorization: `Basic ${btoa(`${keys.key_id}:${keys.key_secret}`)}`,
  "content-type": "application/json",
};

function createOrder(url: string) {
  return fetch(`${url}/v1/orders`, { method: "POST", headers, body: '{"amount":100,"currency":"INR"}' });
}

async function countOrders(url: string): Promise<number> {
  return (await getJson(`${url}/v1/orders`, { headers })).count;
}

test("drop hangs up before anything is done, drop_after when it is done", async () => {
  const { razorpay } = await razorpayWith();
  await putFaults(razorpay, { on: "POST /v1/orders", do: "drop" });
  await expect(createOrder(razorpay.url)).rejects.toThrow("fetch failed");
  expect(await countOrders(razorpay.url)).toBe(0);

  await putFaults(razorpay, { on: "POST /v1/orders", do: "drop_after" });
  await expect(createOrder(razorpay.url)).rejects.toThrow("fetch failed");
  expect(await countOrders(razorpay.url)).toBe(1);
});

test("status answers in place of the part, by default with a gateway's HTML", async () => {
  const { razorpay } = await razorpayWith();
  await putFaults(
    razorpay,
    { on: "POST /v1/orders", do: "status" },
    { on: "POST /v1/orders", do: "status", status: 429, body: '{"error":{"code":"BAD_REQUEST_ERROR"}}' },
  );
  const first = await createOrder(razorpay.url);
  expect([first.status, first.headers.get("content-type")]).toEqual([502, "text/html"]);
  expect(await first.text()).toContain("<h1>502 Bad Gateway</h1>");
  const second = await createOrder(razorpay.url);
  expect([second.status, await second.json()]).toEqual([429, { error: { code: "BAD_REQUEST_ERROR" } }]);
  expect((await createOrder(razorpay.url)).status).toBe(200);
});

test("garble does the work but breaks the answer", async () => {
  const { razorpay } = await razorpayWith();
  await putFaults(razorpay, { on: "POST /v1/orders", do: "garble" });
  const response = await createOrder(razorpay.url);
  expect(response.status).toBe(200);
  await expect(response.json()).rejects.toThrow(SyntaxError);
  expect(await countOrders(razorpay.url)).toBe(1);
});

test("delay answers late", async () => {
  const { razorpay } = await razorpayWith();
  await putFaults(razorpay, { on: "* /v1/*", do: "delay", ms: 150 });
  const before = performance.now();
  expect((await createOrder(razorpay.url)).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThan(145);
});

test("a rule matches by method and path, as often as it says, and shows in the log", async () => {
  const { razorpay } = await razorpayWith();
  await putFaults(razorpay, { on: "GET /v1/orders/:id", do: "status", status: 500, times: 2 });
  expect((await createOrder(razorpay.url)).status).toBe(200);
  const read = async () =>
    (await fetch(`${razorpay.url}/v1/orders/order_00000000000000`, { headers })).status;
  expect([await read(), await read(), await read()]).toEqual([500, 500, 400]);
  const faults = await getJson(`${razorpay.url}/faults`);
  expect(faults.next).toEqual([]);
  expect(faults.taken).toHaveLength(2);
});

test("rules that mean nothing are refused with a hint, and DELETE forgets all rules", async () => {
  const { razorpay } = await razorpayWith();
  await expect(putFaults(razorpay, { on: "webhook *", do: "explode" })).rejects.toThrow(
    /Known: delay, duplicate/,
  );
  await expect(putFaults(razorpay, { on: "/v1/orders", do: "drop" })).rejects.toThrow(/METHOD \/path/);
  await putFaults(razorpay, { on: "* /v1/*", do: "drop", times: "always" });
  await fetch(`${razorpay.url}/faults`, { method: "DELETE" });
  expect((await createOrder(razorpay.url)).status).toBe(200);
});
