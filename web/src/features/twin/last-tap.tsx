import { Time } from "@/ui/time.tsx";

export function LastTap({ at }: { at: string }) {
  return (
    <p className="text-sm text-fog">
      Its chip last answered a phone on <Time iso={at} />.
    </p>
  );
}
