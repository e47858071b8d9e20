import type { ContentfulStatusCode } from "hono/utils/http-status";

/** The one error that becomes a response: a code for programs, a sentence for people. */
export class AppError extends Error {
  override name = "AppError";
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly values: Values;

  constructor(
    status: ContentfulStatusCode,
    code: string,
    message: string,
    values: Values = {},
    cause?: unknown,
  ) {
    super(message, { cause });
    this.status = status;
    this.code = code;
    this.values = values;
  }
}

type Values = Record<string, string | number | bigint | boolean | undefined>;
type Declaration = readonly [status: ContentfulStatusCode, message: string];
export type ErrorFactory = ((values?: Values, cause?: unknown) => AppError) & {
  status: ContentfulStatusCode;
  message: string;
};

/** Declares a module's errors. `{name}` in a message is filled in from the values it is thrown with. */
export function defineErrors<const D extends Record<string, Declaration>>(declarations: D) {
  const factories: Record<string, ErrorFactory> = {};
  for (const [code, [status, message]] of Object.entries(declarations)) {
    const create = (values: Values = {}, cause?: unknown) =>
      new AppError(
        status,
        code,
        message.replace(/\{(\w+)\}/g, (_, name) => String(values[name])),
        values,
        cause,
      );
    factories[code] = Object.assign(create, { status, message });
  }
  return factories as { [Code in keyof D]: ErrorFactory };
}

export const httpErrors = defineErrors({
  invalid_input: [400, "{problems}"],
  not_signed_in: [401, "Sign in first."],
  not_allowed: [403, "Your account may not do this."],
  cross_site_request: [403, "This request came from another site. Reload the page and try again."],
  not_found: [404, "There is nothing here. The API's description is at /api/docs."],
  body_too_large: [413, "The body is over the limit of {limitBytes} bytes."],
  unsupported_media_type: [415, "Send JSON, with the header Content-Type: application/json."],
  too_many_requests: [429, "Too many tries. Wait {retryAfterSec} seconds and try again."],
  internal: [500, "Something broke on our side. Try again; if it stays, tell us the request id."],
  unavailable: [503, "A part of FLUX is not reachable now. Try again in a moment."],
});
