import { z } from "zod";

// Who sends text messages. Without a vendor none are sent, and no phone number can be proven.

const vendorUrl = (fallback: string, vendor: string) =>
  z
    .url()
    .transform((url) => url.replace(/\/$/, ""))
    .default(fallback)
    .meta({ description: `Another server that speaks ${vendor}'s API` });
const optional = (description: string, example?: string) =>
  z
    .string()
    .min(1)
    .optional()
    .meta({ description, ...(example && { example }) });

/** What the API needs to know too: whether anybody sends, and how much a day may cost. */
export const smsSettings = {
  SMS_VENDOR: z.enum(["msg91", "twilio"]).optional().meta({
    description: "Who sends text messages: msg91 or twilio; without one no phone number can be proven",
    example: "msg91",
  }),
  SMS_DAILY_LIMIT: z.coerce.number().int().min(1).default(500).meta({
    description: "The most text messages in 24 hours, whoever asks for them: each costs money",
  }),
};

export const smsVendorSettings = {
  MSG91_AUTH_KEY: optional("MSG91's key"),
  MSG91_SENDER: optional("The header that is registered with the operators (DLT)", "FLUXIN"),
  MSG91_OTP_TEMPLATE_ID: optional("MSG91's id of the registered text with a code"),
  MSG91_API_URL: vendorUrl("https://control.msg91.com", "MSG91"),
  TWILIO_ACCOUNT_SID: optional("Twilio's account", "AC…"),
  TWILIO_AUTH_TOKEN: optional("The account's token"),
  TWILIO_FROM: optional("The sender; or a messaging service", "FLUXIN"),
  TWILIO_MESSAGING_SERVICE_SID: optional("Twilio's messaging service, in place of a sender", "MG…"),
  TWILIO_API_URL: vendorUrl("https://api.twilio.com", "Twilio"),
};

type Values = { [name: string]: unknown };

/** The settings that its vendor needs and that are missing. */
function missingForSms(values: Values): string[] {
  const sender = values.TWILIO_MESSAGING_SERVICE_SID === undefined ? ["TWILIO_FROM"] : [];
  const needed = {
    msg91: ["MSG91_AUTH_KEY", "MSG91_SENDER", "MSG91_OTP_TEMPLATE_ID"],
    twilio: ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", ...sender],
  };
  const vendor = smsSettings.SMS_VENDOR.safeParse(values.SMS_VENDOR).data;
  return vendor ? needed[vendor].filter((name) => values[name] === undefined) : [];
}

/** The same settings, which then name all that is missing for the vendor, beside whatever else is wrong. */
export function withSmsVendor<Settings extends z.ZodObject>(settings: Settings): Settings {
  return settings.check(
    z.superRefine(
      (values: Values, context) => {
        for (const name of missingForSms(values))
          context.addIssue({ code: "custom", path: [name], message: "missing for the vendor of SMS_VENDOR" });
      },
      { when: () => true },
    ),
  );
}
