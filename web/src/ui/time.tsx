// Times are shown as in India, where the garments are made and sold, on every server and in every browser.
const day = new Intl.DateTimeFormat("en-IN", { dateStyle: "medium", timeZone: "Asia/Kolkata" });
const minute = new Intl.DateTimeFormat("en-IN", {
  ...({ day: "numeric", month: "short", year: "numeric" } as const),
  ...({ hour: "numeric", minute: "2-digit", timeZone: "Asia/Kolkata", timeZoneName: "short" } as const),
});

export function formatDay(iso: string): string {
  return day.format(new Date(iso));
}

export function formatMinute(iso: string): string {
  return minute.format(new Date(iso));
}

export function Time({ iso, className = "" }: { iso: string; className?: string }) {
  return (
    <time dateTime={iso} className={className}>
      {formatMinute(iso)}
    </time>
  );
}
