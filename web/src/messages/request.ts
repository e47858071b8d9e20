import { getRequestConfig } from "next-intl/server";
import en from "./en.json";

/** The words of a request. One language until the address carries another. */
export default getRequestConfig(async () => ({ locale: "en", timeZone: "Asia/Kolkata", messages: en }));
