export const unsubscribePath = "/api/users/notifications/unsubscribe";

/**
 * The way out of a kind of mail, for its footer and its headers. `page` asks first, since scanners of mail open links;
 * `oneClick` takes the POST of a mail program (RFC 8058), and sends who opens it in a browser to the page.
 */
export function unsubscribeLinks({ WEB_URL }: { WEB_URL: string }, token: string) {
  const query = new URLSearchParams({ token });
  return { page: `${WEB_URL}/unsubscribe?${query}`, oneClick: `${WEB_URL}${unsubscribePath}?${query}` };
}
