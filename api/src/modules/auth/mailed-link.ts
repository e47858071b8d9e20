/** The address of a page of ours with what a mail carries to it. */
export function mailedLink(
  { WEB_URL }: { WEB_URL: string },
  path: `/${string}`,
  { token, next }: { token: string; next?: string | null | undefined },
): string {
  return `${WEB_URL}${path}?${new URLSearchParams({ token, ...(next && { next }) })}`;
}
