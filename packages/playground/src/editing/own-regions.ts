/** Whether somebody chose what is to be made anew; what the server would take otherwise gives way to the first region drawn. */
export const hasOwnRegions = (input: Readonly<Record<string, unknown>>): boolean =>
  ['regions', 'mask_start_seconds', 'mask_end_seconds'].some((name) => input[name] !== undefined)
