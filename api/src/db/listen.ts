import pg from "pg";

const reconnectMs = 1_000;

/**
 * Calls `onNotify` whenever somebody notifies the channel, over a connection of its own that is made again
 * when it drops. What was notified meanwhile is lost: a listener also looks by itself now and then.
 */
export function listen(databaseUrl: string, channel: string, onNotify: (payload: string) => void) {
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const again = () => {
    client?.removeAllListeners("end");
    if (!closed) retry = setTimeout(connect, reconnectMs);
  };
  async function connect() {
    client = new pg.Client({ connectionString: databaseUrl, application_name: `listen ${channel}` });
    client.on("error", () => {});
    client.on("notification", (message) => onNotify(message.payload ?? ""));
    client.once("end", again);
    try {
      await client.connect();
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      onNotify("");
    } catch {
      await client.end().catch(() => {});
    }
  }
  void connect();
  return {
    async close() {
      closed = true;
      clearTimeout(retry);
      await client?.end().catch(() => {});
    },
  };
}
