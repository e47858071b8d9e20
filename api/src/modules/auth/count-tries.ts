import { clear, giveBack, type RateLimits, type Tries, takeAll } from "../../limits/rate-limits.ts";

type Asking = { email: string; network: string };

/** What a sign-up counts on. Who is refused for an address still has the mails of it that came, each as good. */
export function signUpTries(limits: RateLimits, { email, network }: Asking): Tries {
  return [
    [limits.register, network],
    [limits.registerPair, `${email} ${network}`],
    [limits.registerAddress, email],
  ];
}

/** What asking for a reset counts on. Who is refused still has the links that came, each good for an hour. */
export function resetTries(limits: RateLimits, { email, network }: Asking): Tries {
  return [
    [limits.forgot, network],
    [limits.forgotPair, `${email} ${network}`],
    [limits.forgotAddress, email],
  ];
}

type Login = { email: string; network: string; device: string | null };

/**
 * Counts a login before its password is looked at, so that a hundred tries at once are a hundred tries, or refuses it.
 * A device that signed in to the account before counts by itself alone: strangers cannot shut it out, from wherever and
 * however often they try. A right password takes its own try back, and forgets the wrong ones of its network or device.
 */
export async function countLogin(limits: RateLimits, { email, network, device }: Login) {
  const narrow = device
    ? ([limits.loginDevice, `${email} ${device}`] as const)
    : ([limits.login, `${email} ${network}`] as const);
  const wide: Tries = device
    ? []
    : [
        [limits.loginNetwork, network],
        [limits.loginAccount, email],
      ];
  await takeAll([narrow, ...wide]);
  return {
    async wasRight() {
      await Promise.all([clear(...narrow), giveBack(wide)]);
    },
  };
}
