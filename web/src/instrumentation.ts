/** Next calls this once, before the server takes its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ env }, { nameEveryClient }] = await Promise.all([
    import("./env.ts"),
    import("./client-address.ts"),
  ]);
  nameEveryClient(env().ownProxies);
}
