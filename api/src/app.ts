import type { ApiDeps } from "./deps.ts";
import { httpErrors } from "./errors.ts";
import { allowOrigins } from "./http/allow-origins.ts";
import { answerError } from "./http/answer-error.ts";
import { brakeActs } from "./http/brake-acts.ts";
import { createRouter } from "./http/create-router.ts";
import { limitBody } from "./http/limit-body.ts";
import { logRequest } from "./http/log-request.ts";
import { registerSecurity } from "./http/openapi-document.ts";
import { refuseCrossSite } from "./http/refuse-cross-site.ts";
import { refuseTwoHosts } from "./http/refuse-two-hosts.ts";
import { requireJson } from "./http/require-json.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { loadSession } from "./http/session.ts";
import { adminRoutes } from "./modules/admin/routes.ts";
import { authRoutes } from "./modules/auth/routes.ts";
import { blockchainRoutes } from "./modules/blockchain/routes.ts";
import { cartRoutes } from "./modules/cart/routes.ts";
import { departureRoutes } from "./modules/departures/routes.ts";
import { docsRoutes } from "./modules/docs/routes.ts";
import { healthRoutes } from "./modules/health/routes.ts";
import { invoiceRoutes } from "./modules/invoices/routes.ts";
import { nfcRoutes } from "./modules/nfc/routes.ts";
import { orderRoutes } from "./modules/orders/routes.ts";
import { paymentRoutes } from "./modules/payments/routes.ts";
import { privacyRoutes } from "./modules/privacy/routes.ts";
import { productRoutes } from "./modules/products/routes.ts";
import { reviewRoutes } from "./modules/reviews/routes.ts";
import { garmentRoutes } from "./modules/twins/routes.ts";
import { uploadRoutes } from "./modules/uploads/routes.ts";
import { userRoutes } from "./modules/users/routes.ts";
import { votingRoutes } from "./modules/voting/routes.ts";
import { webhookRoutes } from "./modules/webhooks/routes.ts";

/** The table of contents of the API: what every request passes, then one line a module. */
export function createApp(deps: ApiDeps) {
  const app = createRouter();

  app.use(logRequest(deps), securityHeaders, refuseTwoHosts);
  app.onError(answerError);
  app.notFound(() => {
    throw httpErrors.not_found();
  });

  app.use("/api/*", allowOrigins, limitBody, requireJson, refuseCrossSite, loadSession, brakeActs());

  app.route("/", healthRoutes);
  app.route("/", authRoutes);
  app.route("/", userRoutes);
  app.route("/", uploadRoutes);
  app.route("/", privacyRoutes);
  app.route("/", productRoutes);
  app.route("/", cartRoutes);
  app.route("/", orderRoutes);
  app.route("/", invoiceRoutes);
  app.route("/", paymentRoutes);
  app.route("/", webhookRoutes);
  app.route("/", reviewRoutes);
  app.route("/", garmentRoutes);
  app.route("/", departureRoutes);
  app.route("/", nfcRoutes);
  app.route("/", blockchainRoutes);
  app.route("/", votingRoutes);
  app.route("/", adminRoutes);
  app.route("/", docsRoutes(app));
  registerSecurity(app);

  return app;
}
