import { signOut } from "./actions.ts";

export function SignOut() {
  return (
    <form action={signOut}>
      <button type="submit" className="py-2 text-[0.9375rem] text-fog transition-colors hover:text-ice">
        Sign out
      </button>
    </form>
  );
}
