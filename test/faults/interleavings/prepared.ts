import { randomUUID } from 'node:crypto';
import { type Person } from '../../support/product.js';
import { type BodyName, type Ground } from './ground.js';
import { type Known, type Model } from './model.js';

/** What a run chooses; which nomination, offer or list that is, is found among those that are there. */
export interface Choice {
  readonly body: BodyName;
  readonly pick: number;
  readonly count: number;
  readonly outcome: 'APPROVE' | 'REJECT' | 'RESERVE';
  /** Beyond the quota, where the act can be. */
  readonly isBeyond: boolean;
}

/** An act with what it is about, chosen before anything of its step is done. */
export interface Prepared {
  readonly says: string;
  /** Codes of the refusals; empty: it was done. */
  run(ground: Ground): Promise<readonly string[]>;
  /** With which it may be refused though nobody else acts at that time. */
  readonly mayBeRefused?: readonly string[];
  /** Of which bodies nothing that their people read may change by it. */
  readonly isSilentTo: (body: BodyName) => boolean;
}

/** Few, so that both bodies name the same people. */
const NAMES = ['Ada Sample', 'Olive Specimen', 'Noor Fictive', 'Ben Placeholder'];
export const OPEN = ['SUBMITTED', 'UNDER_REVIEW'];
export const WITH_PLACE = [...OPEN, 'RETURNED', 'DECIDED', 'APPROVED'];
export const ENDED = ['WITHDRAWN', 'SUPERSEDED', 'LAPSED', 'REJECTED'];
export const NEVER = (): boolean => false;
export const ALWAYS = (): boolean => true;

export type Refused = { readonly errors: readonly { readonly code: string }[] };
export const codesOf = ({ errors }: Refused): string[] => errors.map(({ code }) => code);
export const chosenOf = <T>(all: readonly T[], pick: number): T | undefined =>
  all[pick % Math.max(all.length, 1)];
export const keyed = (input: object): object => ({ input: { idempotencyKey: randomUUID(), ...input } });

/** One nomination in one of these states; the same one for acts of one step that choose alike, wherever both can be. */
export function found(model: Model, { body, pick }: Choice, states: readonly string[]): Known | undefined {
  const own = model.nominations.filter((one) => one.body === body && !ENDED.includes(one.state));
  const target = chosenOf(own, pick);
  if (target !== undefined && states.includes(target.state)) return target;
  return chosenOf(
    own.filter(({ state }) => states.includes(state)),
    pick,
  );
}

export const personOf = (body: BodyName, pick: number) => {
  const name = NAMES[pick % NAMES.length] ?? '';
  return {
    name,
    email: `${name.toLowerCase().replace(' ', '.')}.${pick % 8}@example.org`,
    organisation: `Sample Institute of ${body}`,
  };
};

export async function data<Answer>(
  ground: Ground,
  person: Person,
  act: string,
  { id, ...more }: { readonly id?: string; readonly [field: string]: unknown },
  parts = '',
): Promise<Answer> {
  const type = `${act.charAt(0).toUpperCase()}${act.slice(1)}Input`;
  const [declared, given] = id === undefined ? ['', ''] : ['$id: ID!, ', 'id: $id, '];
  const text = `mutation (${declared}$input: ${type}!) { answer: ${act}(${given}input: $input) { ${parts} errors { code } } }`;
  return (await ground.as(person).data<{ answer: Answer }>(text, { id, ...keyed(more) })).answer;
}

export const ofBody = (act: string, { body, reference, state }: Known): string =>
  `${act} ${reference} of ${body}, ${state}`;

/** The states in which it is possible, how it is done, and what beyond being too late may speak against it. */
export function onNomination(
  name: string,
  states: readonly string[],
  act: (ground: Ground, one: Known, chosen: Choice) => Promise<Refused>,
  more: { mayBeRefused?: readonly string[]; isHostsOwn?: boolean; isFelt?: boolean } = {},
) {
  return (model: Model, chosen: Choice): Prepared | undefined => {
    const one = found(model, chosen, states);
    return (
      one && {
        says: ofBody(name, one),
        run: async (ground) => codesOf(await act(ground, one, chosen)),
        mayBeRefused: more.mayBeRefused ?? [],
        isSilentTo:
          more.isHostsOwn === true ? ALWAYS : more.isFelt === true ? NEVER : (body) => body !== one.body,
      }
    );
  };
}
