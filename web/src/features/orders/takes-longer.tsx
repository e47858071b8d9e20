import { Notice } from "@/ui/notice.tsx";

export function TakesLonger() {
  return (
    <Notice tone="info" title="This takes longer than it should.">
      <p>
        Your money is here and your number is yours. You can close this page: we write when the twin is made.
      </p>
    </Notice>
  );
}
