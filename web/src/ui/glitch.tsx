/** Words that glitch in bursts. Read once by a screen reader: the copies have no text alternative. */
export function Glitch({ text }: { text: string }) {
  return (
    <span className="glitch" data-text={text}>
      {text}
    </span>
  );
}
