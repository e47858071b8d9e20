/** What Next hands to a page. Its own global `PageProps` exists only after a build; types are checked before one. */
export type Page<Params = Record<never, string>> = {
  params: Promise<Params>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};
