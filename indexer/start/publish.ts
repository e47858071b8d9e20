import type { ClientBase } from "pg";
import { inDatabase, inTransaction } from "./in-database.ts";
import { dropOtherBuilds, showBuild, shownSchema } from "./views.ts";

type Build = { databaseUrl: string; schema: string };

/** Points the views of the schema `chain` at this build, in one step, and drops the builds before it. */
export async function publishIndexer({ databaseUrl, schema }: Build): Promise<void> {
  await inDatabase(databaseUrl, async (client) => {
    await inTransaction(client, () => showBuild(client, schema));
    await inTransaction(client, () => dropOtherBuilds(client, schema));
  });
}

/** Whether the views show this build's own tables. Before every start they are pointed at a copy. */
export async function isPublished(client: ClientBase, schema: string): Promise<boolean> {
  return (await shownSchema(client)) === schema;
}
