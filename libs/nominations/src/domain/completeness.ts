/** What an officer usually asks for, by the path under which it is written in a request. */
const WANTED = {
  'person.organisation': ({ organisation }: Described) => organisation,
  'person.jobTitle': ({ jobTitle }: Described) => jobTitle,
  'person.country': ({ country }: Described) => country,
  justification: ({ justification }: Described) => justification,
} as const;

/** A field that a nomination may be submitted without, and that the host's screening misses. */
export type WantedField = keyof typeof WANTED;
const FIELDS = Object.keys(WANTED) as WantedField[];

/** What of a nomination its completeness depends on. */
export interface Described {
  readonly organisation: string | null;
  readonly jobTitle: string | null;
  readonly country: string | null;
  readonly justification: string | null;
}

/** The wanted fields that a nomination does not say: its body is told them before it submits, the host's screening after. */
export const missingFields = (nomination: Described): readonly WantedField[] =>
  FIELDS.filter((field) => WANTED[field](nomination) === null);
