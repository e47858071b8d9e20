import { httpErrors } from "../../errors.ts";
import { createRouter } from "../../http/create-router.ts";
import { exampleMails } from "./example-mails.ts";
import { mailIndexPage, mailPage } from "./mail-pages.ts";

const mails = new Map(Object.entries(exampleMails).map(([name, render]) => [name, render()]));

// No script runs, and nothing is fetched but the icon. The frames of a page inherit this: a mail that fetched something
// would show without it. Mails are styled inline.
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What people are mailed, to be looked at by who writes it. Not in production: there nobody needs it. */
export const mailRoutes = createRouter();

mailRoutes.use("/api/docs/mails/*", async (c, next) => {
  if (c.var.deps.env.NODE_ENV === "production") throw httpErrors.not_found();
  c.header("Content-Security-Policy", policy);
  await next();
});

mailRoutes.get("/api/docs/mails", (c) => c.html(mailIndexPage(mails)));

mailRoutes.get("/api/docs/mails/:name{.+}", (c) => {
  const name = c.req.param("name");
  const mail = mails.get(name);
  if (!mail) throw httpErrors.not_found();
  return c.html(mailPage(name, mail));
});
