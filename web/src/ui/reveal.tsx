import type { CSSProperties } from "react";

/** Text whose words come into focus one by one while it is scrolled into view. */
export function Reveal({ text, className = "" }: { text: string; className?: string }) {
  return (
    <p className={`reveal ${className}`}>
      {text.split(" ").map((word, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the words of a sentence never change places.
        <span key={index} className="inline-block whitespace-pre" style={{ "--i": index } as CSSProperties}>
          {`${word} `}
        </span>
      ))}
    </p>
  );
}
