import type { Deps } from "../../deps.ts";
import { lockPerson } from "./lock-person.ts";
import { type Choices, setChoices } from "./set-choices.ts";

type ChooseNotifications = { userId: string; choices: Choices };

/** Keeps what a person wants to be told of; what is left out stays. An account that is deleted meanwhile keeps nothing. */
export async function chooseNotifications(
  deps: Pick<Deps, "db" | "log">,
  { userId, choices }: ChooseNotifications,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const person = await lockPerson(tx, userId);
    if (!person || person.deletedAt) return;
    await setChoices(tx, deps, { userId, choices, by: "page" });
  });
}
