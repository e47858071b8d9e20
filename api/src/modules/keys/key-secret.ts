import { newSecret } from "../../db/hash-secret.ts";

/** What every key begins with: whoever finds one in a log or a repository knows what it is. */
const prefix = "flux_key_";

export const newKeySecret = () => `${prefix}${newSecret()}`;

/** Tells a key from a session's token by its look, without a query. */
export const looksLikeApiKey = (bearer: string) => bearer.startsWith(prefix);
