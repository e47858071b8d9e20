import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { resolveSchema, type Schema } from "./resolve-schema.ts";

type Operation = { responses: Record<string, { content?: Record<string, { schema: Schema }> }> };
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

const document: Document = JSON.parse(readFileSync(new URL("../openapi.json", import.meta.url), "utf8"));
const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
formats.default(ajv);
for (const word of ["example", "discriminator"]) ajv.addKeyword(word);
const validators = new Map<string, ValidateFunction>();

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method,
    path,
    operation,
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
  })),
);

/** Pages for people and the document itself: not described by it. */
const isUndescribed = (path: string) => path === "/api/openapi.json" || path.startsWith("/api/docs");

/**
 * Holds an answer against the committed openapi.json: its status is one that the operation names, its body has that
 * schema and nothing more. Throws what is wrong. What the document does not know may only be refused.
 */
export async function checkAnswer(request: { method: string; url: string }, answer: Response): Promise<void> {
  const { pathname } = new URL(request.url, "http://localhost");
  // Asked by browsers before they ask: see http/allow-origins.ts.
  const isPreflight = request.method === "OPTIONS";
  if (isPreflight || isUndescribed(pathname)) return;
  // HEAD is answered as GET, without the body.
  const method = request.method.toLowerCase().replace("head", "get");
  const found = operations.find((one) => one.method === method && one.pattern.test(pathname));
  const what = `${request.method} ${pathname} answered ${answer.status}`;
  if (!found) {
    if (answer.status < 400 || answer.status >= 500)
      throw new Error(`${what}: openapi.json has no such path`);
    return;
  }
  const described = found.operation.responses[answer.status];
  if (!described) throw new Error(`${what}: openapi.json does not say so`);
  const [mediaType = "application/json"] = Object.keys(described.content ?? {});
  if (mediaType !== "application/json") {
    if (!answer.headers.get("content-type")?.startsWith(mediaType))
      throw new Error(`${what}: no ${mediaType}`);
    return;
  }
  const schema = described.content?.["application/json"]?.schema;
  const text = await answer.clone().text();
  if (!schema || request.method === "HEAD") {
    if (text !== "") throw new Error(`${what} with a body that openapi.json does not describe`);
    return;
  }
  const validate = validatorOf(`${found.method} ${found.path} ${answer.status}`, schema);
  if (!validate(JSON.parse(text)))
    throw new Error(`${what}, against openapi.json: ${ajv.errorsText(validate.errors)}\n${text}`);
}

function validatorOf(key: string, schema: Schema): ValidateFunction {
  const validate = validators.get(key) ?? ajv.compile(resolveSchema(schema, document.components.schemas));
  validators.set(key, validate);
  return validate;
}
