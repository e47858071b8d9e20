"use client";

import { useEffect, useState } from "react";
import { keepAsking, type Trouble } from "./keep-asking.ts";

/**
 * What the server said when it made the page, kept true while it moves: `url` answers with the same shape. A page that
 * the server makes anew (after an act) starts from there.
 */
export function useLive<T>({
  url,
  initial,
  isMoving,
}: {
  url: string;
  initial: T;
  isMoving: (value: T) => boolean;
}): { value: T; trouble: Trouble | undefined } {
  const [made, setMade] = useState(initial);
  const [value, setValue] = useState(initial);
  const [trouble, setTrouble] = useState<Trouble>();
  if (made !== initial) {
    setMade(initial);
    setValue(initial);
    setTrouble(undefined);
  }
  const moving = isMoving(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer to a question of before the act is not for the new page.
  useEffect(() => {
    if (moving) return keepAsking<T>(url, { news: setValue, trouble: setTrouble });
  }, [url, moving, initial]);
  return { value, trouble };
}
