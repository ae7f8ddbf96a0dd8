const DONE = [
  'drafted',
  'saved',
  'submitted',
  'withdrawn',
  'substituted',
  'corrected',
  'personCorrected',
  'organisationTakenBack',
  'redirected',
] as const;

/** What somebody has just done to a nomination, for its page to say so. */
export type Done = (typeof DONE)[number];

/** Travels beside the address, not in it: who gets the address sent, or comes back later, did nothing just now. */
export const doneWith = (done: Done): { readonly done: Done } => ({ done });

/** Reads what `doneWith` wrote. */
export function doneOf(state: unknown): Done | undefined {
  if (typeof state !== 'object' || state === null || !('done' in state)) return undefined;
  return DONE.find((each) => each === state.done);
}
