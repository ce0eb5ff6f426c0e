/** The addresses of concurrence, inside a partnership. */
export const placeOf = {
  list: (partnership: string) => `/${partnership}/propositions`,
  /** By its reference: `2008-3`. */
  proposition: (partnership: string, reference: string) => `/${partnership}/propositions/${reference}`,
  days: (partnership: string) => `/${partnership}/working-days`,
};
