import { createRoute, type RouteConfig, type z } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { gateErrors } from "../adapters/chain/errors.ts";
import { type ErrorFactory, httpErrors } from "../errors.ts";
import { type AdminPermission, type Permission, permissions } from "../permissions.ts";
import { errorResponses } from "./error-responses.ts";
import { takesFile } from "./file-paths.ts";
import { isForeignPost } from "./foreign-posts.ts";
import { answerOnce, idempotencyHeader } from "./idempotency.ts";
import { limitByNetwork, type NetworkLimit } from "./limit-by-network.ts";
import type { Tag } from "./openapi-document.ts";
import { isSafeMethod } from "./refuse-cross-site.ts";
import { requireFresh } from "./require-fresh.ts";
import { requirePermission, requireTribe } from "./require-permission.ts";
import { revalidate, unchanged } from "./revalidate.ts";
import { requireUser, signedIn, signedInOrKey } from "./session.ts";

type RequestConfig = NonNullable<RouteConfig["request"]>;

type Declaration = {
  /** The operation's name for programs: verb first, unique in the API. */
  id: string;
  method: "get" | "post" | "put" | "delete";
  path: string;
  tag: Tag;
  summary: string;
  description?: string;
  request?: {
    params?: RequestConfig["params"];
    query?: RequestConfig["query"];
    headers?: z.ZodObject;
    json?: z.ZodType;
    form?: z.ZodType;
    /** Described, not parsed: a body whose very bytes count. */
    bytes?: z.ZodType;
    /** Described, not parsed: a picture as it is, or in this field of a form. */
    file?: string;
  };
  /** How often one network may ask. */
  limit?: NetworkLimit;
  /** Only for who showed in the last ten minutes that it is them. */
  fresh?: true;
  /** Takes an Idempotency-Key: a repeat gets the first answer. For every POST that costs something. */
  once?: true;
  /** The same for everybody: answered with an ETag, and 304 to who has it. */
  shared?: true;
  answers: Answers;
  /** What the handler throws. What every route passes through on its way is added here, not by the route. */
  errors?: readonly ErrorFactory[];
};

/** Without a media type it is JSON. */
type Answer = readonly [description: string, schema?: z.ZodType, mediaType?: string];
type Answers = Readonly<Record<number, Answer>>;

const mediaTypes = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  bytes: "application/octet-stream",
} as const;
type Body = keyof typeof mediaTypes;

/** A route that anybody may ask. */
export function publicRoute<const D extends Omit<Declaration, "once" | "fresh">>(declaration: D) {
  return declare<D, []>(declaration, { may: "shop", security: {}, errors: [], middleware: [] });
}

/** A route of signed-in people: in its handler `c.var.user` is never null. */
export function userRoute<const D extends Declaration>(declaration: D) {
  return declare<D, [typeof requireUser]>(declaration, {
    may: "account",
    security: { security: signedIn },
    errors: [httpErrors.not_signed_in],
    middleware: [requireUser],
  });
}

/** A route of people who hold a garment: the chain is asked at each request, and decides. */
export function tribeRoute<const D extends Declaration>(may: "vote", declaration: D) {
  return declare<D, [typeof requireUser]>(declaration, {
    may,
    security: { security: signedIn },
    errors: [httpErrors.not_signed_in, httpErrors.tribe_only, ...gateErrors],
    middleware: [requireUser, requireTribe],
  });
}

/** A route of the house's own people, and of their programs where the permission may be a key's. */
export function adminRoute<const D extends Declaration>(may: AdminPermission, declaration: D) {
  return declare<D, [typeof requireUser]>(declaration, {
    may,
    security: { security: permissions[may].byKey ? signedInOrKey : signedIn },
    errors: [httpErrors.not_signed_in, httpErrors.not_allowed, httpErrors.second_factor_needed],
    middleware: [requirePermission(may)],
  });
}

type Gate = {
  may: Permission;
  security: { security?: typeof signedIn };
  errors: ErrorFactory[];
  middleware: MiddlewareHandler[];
};

function declare<D extends Declaration, Middleware extends MiddlewareHandler[]>(
  declaration: D,
  gate: Gate,
): Route<D, Middleware> {
  const { id, method, path, tag, summary, description, request, fresh, limit, once, shared } = declaration;
  const answers: Answers = shared ? { ...declaration.answers, ...unchanged } : declaration.answers;
  const route = createRoute({
    operationId: id,
    method,
    path,
    tags: [tag],
    summary,
    ...(description && { description }),
    ...gate.security,
    "x-permission": gate.may,
    middleware: [
      ...gate.middleware,
      ...(fresh ? [requireFresh] : []),
      ...(limit ? [limitByNetwork(limit)] : []),
      ...(once ? [answerOnce(id)] : []),
      ...(shared ? [revalidate] : []),
    ],
    request: toRequest({ ...request, ...(once && { headers: idempotencyHeader }) }),
    responses: { ...toResponses(answers), ...errorResponses(...errorsOf(declaration, gate)) },
  });
  // The compiler cannot follow an object that is put together; Route says what it holds.
  return route as unknown as Route<D, Middleware>;
}

function toRequest({ json, form, bytes, file, ...rest }: NonNullable<Declaration["request"]> = {}) {
  if (file) return { ...rest, body: { required: true, content: fileContent(file) } };
  const bodies = Object.entries({ json, form, bytes }).filter(([, schema]) => schema) as [Body, z.ZodType][];
  if (bodies.length === 0) return rest;
  const content = Object.fromEntries(bodies.map(([body, schema]) => [mediaTypes[body], { schema }]));
  return { ...rest, body: { required: true, content } };
}

// Not zod's: what is declared with zod is parsed in the API's process, before anybody asks whether it may be sent.
const binary = { type: "string" as const, format: "binary" };

function fileContent(field: string) {
  const form = { type: "object" as const, properties: { [field]: binary }, required: [field] };
  return {
    "image/jpeg": { schema: binary },
    "image/png": { schema: binary },
    "multipart/form-data": { schema: form },
  };
}

function toResponses(answers: Answers) {
  return Object.fromEntries(
    Object.entries(answers).map(([status, [description, schema, mediaType = mediaTypes.json]]) => [
      status,
      schema ? { description, content: { [mediaType]: { schema } } } : { description },
    ]),
  );
}

/** The errors of the handler, and those of all that a request passes before it: see app.ts. */
function errorsOf(
  { method, path, fresh, limit, once, errors = [] }: Declaration,
  gate: Gate,
): ErrorFactory[] {
  const { invalid_input, body_too_large, unsupported_media_type, cross_site_request } = httpErrors;
  const { too_many_requests, idempotency_key_reused, request_in_progress, internal, unavailable } =
    httpErrors;
  const underApi = path.startsWith("/api/");
  const changes = underApi && !isSafeMethod(method);
  return [
    ...new Set([
      invalid_input,
      ...gate.errors,
      ...(fresh ? [httpErrors.confirmation_needed] : []),
      ...(changes ? [body_too_large] : []),
      ...(changes && !isForeignPost(path) ? [cross_site_request, too_many_requests] : []),
      ...(changes && !isForeignPost(path) && !takesFile(path) ? [unsupported_media_type] : []),
      ...(limit ? [too_many_requests] : []),
      ...(once ? [idempotency_key_reused, request_in_progress] : []),
      ...errors,
      internal,
      // The database did not answer in time: see db/is-unavailable.ts.
      ...(underApi ? [unavailable] : []),
    ]),
  ];
}

type Route<D extends Declaration, Middleware extends MiddlewareHandler[]> = {
  method: D["method"];
  path: D["path"];
  middleware: Middleware;
  request: RequestOf<NonNullable<D["request"]>>;
  responses: ResponsesOf<D["answers"]>;
};

type RequestOf<Request> = Pick<Request, keyof Request & ("params" | "query" | "headers")> &
  BodyOf<Request, "json"> &
  BodyOf<Request, "form">;

type BodyOf<Request, B extends Body> =
  Request extends Record<B, infer Schema extends z.ZodType>
    ? { body: { required: true; content: Record<(typeof mediaTypes)[B], { schema: Schema }> } }
    : unknown;

type ResponsesOf<A extends Answers> = {
  -readonly [Status in keyof A]: A[Status] extends readonly [string, infer Schema extends z.ZodType]
    ? { description: string; content: { "application/json": { schema: Schema } } }
    : { description: string };
};
