import { createApp } from "./app.ts";
import type { ApiDeps } from "./deps.ts";
import { describeApi } from "./http/openapi-document.ts";

/** Prints the API's OpenAPI document. Routes use their dependencies per request only, so it needs none. */
const noDeps = {} as ApiDeps;
console.log(JSON.stringify(describeApi(createApp(noDeps)), null, 2));
