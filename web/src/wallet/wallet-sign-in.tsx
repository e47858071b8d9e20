import { WalletDoor } from "./wallet-door.tsx";

/** Sign in with Ethereum, below the e-mail form. Nothing of a wallet is loaded before the click. */
export function WalletSignIn({ next }: { next: string }) {
  return (
    <div className="mt-8">
      <p className="label mb-6 flex items-center gap-4 text-fog before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      <WalletDoor next={next} />
      <noscript>
        <p className="mt-2 text-sm text-fog">A wallet needs JavaScript. E-mail works without.</p>
      </noscript>
    </div>
  );
}
