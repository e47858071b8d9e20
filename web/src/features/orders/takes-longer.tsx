import type { Messages } from "next-intl";
import { Notice } from "@/ui/notice.tsx";

export function TakesLonger({ words }: { words: Messages["orders"]["live"]["takesLonger"] }) {
  return (
    <Notice tone="info" title={words.title}>
      <p>{words.words}</p>
    </Notice>
  );
}
