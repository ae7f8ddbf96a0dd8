import type { z } from 'zod';
import { LONGEST, optionalText, orNull } from '../../form/text-rules';
import type { MessageId } from '../../i18n/catalogue.en';

/** An answer in the person's own words that may be left empty. Its label is `nomination.NAME`, its hint `nomination.NAMEHint`. */
export interface Line {
  /** Characters, as the service takes them */
  readonly longest: number;
  readonly hasHint?: boolean;
  /** Several lines */
  readonly isProse?: boolean;
  readonly width?: 10 | 20;
  /** Left out of the facts where nothing was said */
  readonly isRare?: boolean;
  /** Asked behind the name, before the address */
  readonly isOfName?: boolean;
}
export type Lines = Readonly<Record<string, Line>>;

/** Answers about the person. Form, rules, facts and conflicts follow from a line, in this order. */
export const PERSON_LINES = {
  honorific: { longest: 50, width: 10, isOfName: true },
  organisation: { longest: 300 },
  jobTitle: { longest: 300 },
} as const satisfies Lines;

/** Answers about the nomination, likewise. */
export const NOMINATION_LINES = {
  justification: { longest: LONGEST.text, hasHint: true, isProse: true },
  externalReference: { longest: 255, hasHint: true, width: 20, isRare: true },
} as const satisfies Lines;

type Name = keyof typeof PERSON_LINES | keyof typeof NOMINATION_LINES;
const namesIn = <L extends Lines>(lines: L) => Object.keys(lines) as (keyof L & Name)[];
type Texts<L extends Lines> = Record<keyof L, string>;

export const rulesOf = <L extends Lines>(lines: L) =>
  Object.fromEntries(
    Object.entries(lines).map(([name, { longest }]) => [name, optionalText(longest)]),
  ) as Record<keyof L, z.ZodString>;

/** As the form holds them: what was not said is empty. */
export const textsOf = <L extends Lines>(
  lines: L,
  said?: Readonly<Record<keyof L, string | null>>,
): Texts<L> =>
  Object.fromEntries(Object.keys(lines).map((name) => [name, said?.[name as keyof L] ?? ''])) as Texts<L>;

/** As the service takes them: what is empty is null. */
export const saidIn = <L extends Lines>(lines: L, texts: Texts<L>): Record<keyof L, string | null> =>
  Object.fromEntries(Object.keys(lines).map((name) => [name, orNull(texts[name as keyof L])])) as Record<
    keyof L,
    string | null
  >;

/** Each line with its words. */
export const worded = <L extends Lines>(lines: L) =>
  namesIn(lines).map((name) => {
    const line: Line = lines[name];
    const label = `nomination.${name}` as const satisfies MessageId;
    const hint = line.hasHint === true ? (`${label}Hint` as MessageId) : undefined;
    return { ...line, name, label, hint };
  });

export type WordedLine = ReturnType<typeof worded>[number];
