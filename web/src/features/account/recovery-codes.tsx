import type { Messages } from "next-intl";
import { Notice } from "@/ui/notice.tsx";

/** Ten codes that are shown once, to be kept on paper or in a file. */
export function RecoveryCodes({
  codes,
  words,
}: {
  codes: string[];
  words: Messages["account"]["recoveryCodes"];
}) {
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`${words.inFile}\n\n${codes.join("\n")}\n`)}`;
  return (
    <div className="space-y-5">
      <Notice tone="warning" title={words.title}>
        <p>{words.words}</p>
      </Notice>
      <ol className="grid max-w-md grid-cols-2 gap-x-8 gap-y-2 font-mono text-lg">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <a
        href={file}
        download={words.file}
        className="inline-block py-2 underline underline-offset-4 hover:text-acid"
      >
        {words.download}
      </a>
    </div>
  );
}
