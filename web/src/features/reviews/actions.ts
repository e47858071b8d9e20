"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { api } from "@/api.ts";
import { nextPath, signInPath } from "@/features/account/next-path.ts";
import { refusalOf } from "@/refusal.ts";
import { type FormState, refusedFields, textOf, typedValues } from "@/ui/form-state.ts";
import { reviewPath } from "./paths.ts";

const idOf = (form: FormData) => ({ path: { id: textOf(form, "id") } });
const reasons = ["abusive", "spam", "private", "not_about_it", "other"] as const;

/** Says that the review of the form helped, or takes that back, and goes back to the list. */
export async function voteHelpful(form: FormData): Promise<void> {
  const client = await api();
  const params = idOf(form);
  const { response } = form.get("helped")
    ? await client.DELETE("/api/reviews/{id}/helpful", { params })
    : await client.PUT("/api/reviews/{id}/helpful", { params });
  const back = nextPath(form.get("back"));
  redirect(response.status === 401 ? signInPath(back) : back);
}

export async function reportReview(form: FormData): Promise<void> {
  const reason = reasons.find((one) => one === form.get("reason")) ?? "other";
  const { response } = await (await api()).POST("/api/reviews/{id}/report", {
    params: idOf(form),
    body: { reason, words: textOf(form, "words").trim() || null },
  });
  const back = nextPath(form.get("back"));
  const [path, mark] = back.split("#");
  const said = `${path}${path?.includes("?") ? "&" : "?"}reported=${response.ok ? "1" : "0"}#${mark ?? ""}`;
  redirect(response.status === 401 ? signInPath(back) : said);
}

/** Keeps what was written of a piece: anew, or in place of the review that the form names. */
export async function saveReview(_: FormState, form: FormData): Promise<FormState> {
  const [orderId, item, reviewId] = ["order", "item", "id"].map((name) => textOf(form, name)) as [
    string,
    string,
    string,
  ];
  const page = reviewPath(orderId, item);
  const words = {
    stars: Number(textOf(form, "stars")),
    title: textOf(form, "title").trim() || null,
    text: textOf(form, "text"),
  };
  const client = await api();
  const { error, response } = reviewId
    ? await client.PUT("/api/reviews/{id}", { params: { path: { id: reviewId } }, body: words })
    : await client.POST("/api/orders/{id}/review", {
        params: { path: { id: orderId } },
        body: { item, ...words },
      });
  if (response.status === 401) redirect(signInPath(page));
  if (!error) redirect(`${page}&saved=1`);
  const t = await getTranslations("reviews.refused");
  const { code, message, problems } = await refusalOf(error);
  // Sent twice: the first has it.
  if (code === "already_reviewed") redirect(`${page}&saved=1`);
  const isInput = code === "invalid_input";
  const fields = isInput
    ? refusedFields(problems, { stars: t("stars"), title: t("title"), text: t("text") })
    : {};
  return { problem: isInput ? t("problem") : message, code, fields, values: typedValues(form) };
}

export async function deleteReview(form: FormData): Promise<void> {
  const back = nextPath(form.get("back"));
  const { response } = await (await api()).DELETE("/api/reviews/{id}", { params: idOf(form) });
  redirect(response.status === 401 ? signInPath(back) : back);
}

export async function removePicture(form: FormData): Promise<void> {
  const back = nextPath(form.get("back"));
  const params = { path: { id: textOf(form, "id"), name: textOf(form, "name") } };
  const { response } = await (await api()).DELETE("/api/reviews/{id}/pictures/{name}", { params });
  redirect(response.status === 401 ? signInPath(back) : back);
}
