import { getTranslations } from "next-intl/server";
import { problemOf, type Refusal } from "./api-problem.ts";

/** The code of a refused call, and the sentence to show for it. */
export async function refusalOf(error: unknown): Promise<Refusal> {
  const t = await getTranslations("site");
  return problemOf(error, t("broken"));
}
