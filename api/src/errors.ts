import type { ContentfulStatusCode } from "hono/utils/http-status";

/** The one error that becomes a response: a code for programs, a sentence for people. */
export class AppError extends Error {
  override name = "AppError";
  readonly status: ContentfulStatusCode;
  readonly code: string;
  /** All that it was thrown with. */
  readonly values: Values;
  /** Those that stand in the message, for who shows it in words of their own. */
  readonly shown: Record<string, string | number | boolean>;
  /** What is wrong with which field; only of `invalid_input`. */
  readonly problems: Problem[];

  constructor({ status, code, message, values, shown, problems = [] }: AppErrorFields, cause?: unknown) {
    super(message, { cause });
    this.status = status;
    this.code = code;
    this.values = values;
    this.shown = shown;
    this.problems = problems;
  }
}

type AppErrorFields = Pick<AppError, "status" | "code" | "message" | "values" | "shown"> & {
  problems?: Problem[];
};

/** A field of a body, `address.phone`, or of another part, `query.cursor`, and what is wrong with it. */
export type Problem = { path: string; message: string };

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
        { status, code, message: fill(message, values), values, shown: shownIn(message, values) },
        cause,
      );
    factories[code] = Object.assign(create, { status, message });
  }
  return factories as { [Code in keyof D]: ErrorFactory };
}

const placeholder = /\{(\w+)\}/g;

function fill(message: string, values: Values) {
  return message.replace(placeholder, (_, name) => String(values[name]));
}

/** The values of the message's placeholders and no others; a bigint as its digits, since JSON has none. */
function shownIn(message: string, values: Values) {
  const shown: AppError["shown"] = {};
  for (const [, name = ""] of message.matchAll(placeholder)) {
    const value = values[name];
    if (value !== undefined) shown[name] = typeof value === "bigint" ? value.toString() : value;
  }
  return shown;
}

/** What was sent cannot be read; says of each field why. */
export function invalidInput(problems: Problem[], cause?: unknown) {
  const { status, code } = httpErrors.invalid_input();
  const message = problems.map(({ path, message }) => `${path}: ${message}`).join("; ");
  return new AppError({ status, code, message, values: {}, shown: {}, problems }, cause);
}

export const httpErrors = defineErrors({
  invalid_input: [400, "What you sent cannot be read. `problems` says of each field why."],
  not_signed_in: [401, "Sign in first."],
  not_allowed: [403, "Your account may not do this."],
  confirmation_needed: [
    403,
    "Show first that it is you: this needs your password, a mailed code or your wallet.",
  ],
  second_factor_needed: [
    403,
    "This needs a second factor. Set up an authenticator app under Account, Security; then sign in with it.",
  ],
  tribe_only: [403, "This is for people who hold a garment of ours."],
  cross_site_request: [403, "This request came from another site. Reload the page and try again."],
  not_found: [404, "There is nothing here. The API's description is at /api/docs."],
  idempotency_key_reused: [
    409,
    "This Idempotency-Key belongs to another request of yours. Use a new key for what is new.",
  ],
  request_in_progress: [
    409,
    "The same request is being worked on. Send it again in {retryAfterSec} seconds.",
  ],
  body_too_large: [413, "The body is over the limit of {limitBytes} bytes."],
  unsupported_media_type: [415, "Send JSON, with the header Content-Type: application/json."],
  too_many_requests: [429, "Too many tries. Wait {retryAfterSec} seconds and try again."],
  internal: [500, "Something broke on our side. Try again; if it stays, tell us the request id."],
  unavailable: [503, "A part of FLUX is not reachable now. Try again in a moment."],
});
