/** Which key of a list this browser sends: the list tells how each begins, and the page knows its own. */
export const isThisKey = ({ prefix }: { readonly prefix: string }, key: string | undefined): boolean =>
  key !== undefined && prefix !== '' && key.startsWith(prefix)
