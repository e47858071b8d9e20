/** The texts that are registered with the operators, by their template ids; `host` is the shop's. */
export function registeredTexts({ host, otpId }: { host: string; otpId: string }): Record<string, string> {
  return {
    [otpId]: `##code## is your FLUX code, good for ten minutes. Nobody of FLUX asks for it.\n\n@${host} ###code##`,
  };
}
