import { errorSchema } from "../src/http/error-responses.ts";

/** Status and code of a refusal, after its body was held against the one error shape. */
export async function errorOf(answer: Response): Promise<[status: number, code: string]> {
  const { error } = errorSchema.strict().parse(await answer.json());
  return [answer.status, error.code];
}
