/**
 * Razorpay's one error body. Sentences, steps and reasons are those of razorpay.com/docs (API pages and
 * the "Error Index" of the S2S test pages).
 */
export class RazorpayError extends Error {
  readonly status: 400 | 401 | 409;
  readonly fields: { source: string; step: string; reason: string; metadata: object; field?: string };

  constructor(
    description: string,
    fields: Partial<RazorpayError["fields"]> = {},
    status: 400 | 401 | 409 = 400,
  ) {
    super(description);
    this.status = status;
    this.fields = {
      source: "business",
      step: "payment_initiation",
      reason: "input_validation_failed",
      metadata: {},
      ...fields,
    };
  }

  toBody() {
    return { error: { code: "BAD_REQUEST_ERROR", description: this.message, ...this.fields } };
  }
}

export const wrongKeys = () => new RazorpayError("Authentication failed", notApplicable, 401);
export const noSuchId = () => new RazorpayError("The id provided does not exist");
export const notAnId = (id: string) => new RazorpayError(`${id} is not a valid id`);
export const noSuchUrl = () =>
  new RazorpayError("The requested URL was not found on the server.", notApplicable);
export const fieldRequired = (field: string) => new RazorpayError(`${field}: is required.`, { field });
export const extraField = (field: string) =>
  new RazorpayError(`${field} is/are not required and should not be sent`, { reason: "extra_field_sent" });
export const orderPaidAlready = () =>
  new RazorpayError(
    "Your payment has been declined as the order is already paid. Please initiate the payment with a new order.",
    { reason: "order_already_paid" },
  );

const notApplicable = { source: "NA", step: "NA", reason: "NA" };
