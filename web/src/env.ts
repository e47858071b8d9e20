/** The only reader of the environment in the web app. Read per request: the build runs without any of it. */
export function env() {
  return {
    /** Origin of the API, as this server reaches it. */
    apiUrl: origin("API_URL", "http://127.0.0.1:4000"),
    /** Origin of the site, as people see it. */
    webUrl: origin("WEB_URL", "http://localhost:3000"),
    /** Where the hosted checkout form is posted to. */
    razorpayUrl: origin("RAZORPAY_API_URL", "https://api.razorpay.com"),
  };
}

function origin(name: string, standard: string): string {
  const value = process.env[name] || standard;
  try {
    return new URL(value).origin;
  } catch {
    throw new Error(`${name} is "${value}": give an origin like ${standard}.`);
  }
}
