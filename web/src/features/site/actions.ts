"use server";

import { cookies } from "next/headers";

const yearSec = 365 * 24 * 60 * 60;

export async function setMotion(form: FormData): Promise<void> {
  const motion = form.get("motion") === "off" ? "off" : "on";
  (await cookies()).set("motion", motion, { maxAge: yearSec, sameSite: "lax", httpOnly: true, path: "/" });
}
