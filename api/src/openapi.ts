import { createApp } from "./app.ts";
import type { Deps } from "./deps.ts";
import { describeApi } from "./http/openapi-document.ts";

/** Prints the API's OpenAPI document. Routes use their dependencies per request only, so it needs none. */
const noDeps = {} as Deps;
console.log(JSON.stringify(describeApi(createApp(noDeps)), null, 2));
