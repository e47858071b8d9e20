import { readEnv } from "./env.ts";
import { startSandbox } from "./start-sandbox.ts";

try {
  const { index, razorpay, pinata, inbox, sms, chips, close } = await startSandbox(readEnv(process.env));
  console.log(`sandbox   ${index.url}`);
  console.log(`razorpay  ${razorpay.url}`);
  console.log(`pinata    ${pinata.url}`);
  console.log(`inbox     ${inbox.url}  ${inbox.smtpUrl}`);
  console.log(`sms       ${sms.url}`);
  console.log(`chips     ${chips.url}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void close().finally(() => process.exit(0)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
