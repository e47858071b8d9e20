/** Holds the place of something that is on its way: a flat panel and one scanline. */
export function Skeleton({ className = "" }: { className?: string }) {
  return (
    <div aria-hidden className={`relative overflow-hidden bg-panel ${className}`}>
      <div className="absolute inset-x-0 top-0 h-[12%] animate-scan bg-raised" />
    </div>
  );
}
