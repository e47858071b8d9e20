"use client";

import type { Messages } from "next-intl";
import { createContext } from "react";

type Words = Pick<Messages["site"], "error" | "lightsOut">;

const context = createContext<Words | null>(null);

/** The words of the error page, for which nobody is left to ask once it is shown: the layout lays them ready. */
export const ErrorWords = context.Provider;
export const errorWords = context;
