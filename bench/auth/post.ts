/** A JSON post from a network of its own: the limits count by it. */
export function post(url: string, body: object, network: number, cookie = ""): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-forwarded-for": addressOf(network),
      ...(cookie && { cookie }),
    },
    body: JSON.stringify(body),
  });
}

const addressOf = (network: number) =>
  `198.${(network >> 16) & 255}.${(network >> 8) & 255}.${network & 255}`;
