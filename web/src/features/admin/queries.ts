import { notFound, redirect } from "next/navigation";
import { orElsewhere } from "@/api.ts";
import { refusalOf } from "@/refusal.ts";

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** As `orElsewhere`, for pages of the house: who may not see it sees no page there; who lacks a second factor is led to it. */
export async function orOutside<T>(answer: Answer<T>, here: string): Promise<T> {
  if (answer.response.status === 403) {
    const { code } = await refusalOf(answer.error);
    if (code === "second_factor_needed") redirect("/account/security?factorNeeded=1");
    notFound();
  }
  return orElsewhere(answer, here);
}

/** A query's value, if it is one text. */
export const one = (value: string | string[] | undefined) =>
  typeof value === "string" && value !== "" ? value : undefined;
