import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { parse, print, separateOperations } from 'graphql';
import { drain } from '#libs/testing';
import { type DraftedPerson, nomineesOf } from '../journeys/nominees.js';
import { type Product } from '../support/product.js';

export interface Followed {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly person: { readonly name: string };
  readonly availableActions: readonly string[];
}

export interface Answer {
  readonly nomination: Followed | null;
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

/** An operation of `documents.graphql`. */
export type Operation = 'Create' | 'Submit' | 'Correct' | 'CorrectEmail' | 'Withdraw' | 'Follow';

const OPERATIONS = separateOperations(
  parse(readFileSync(new URL('./documents.graphql', import.meta.url), 'utf8')),
);

/** The text of an operation, with the fragments that it spreads. @throws Error where there is none of this name */
export function documentOf(name: Operation): string {
  const document = OPERATIONS[name];
  if (document === undefined) throw new Error(`documents.graphql has no operation ${name}`);
  return print(document);
}

/** Sends an operation; answers `data`, and fails for whatever has `errors` of the response. */
export type Ask = <Data>(name: Operation, variables: object) => Promise<Data>;

/** What a partner's system does, in the way of one client; `more` is the input without its idempotency key. */
export interface Steps {
  create(more: DraftedPerson): Promise<Answer>;
  submit(id: string, more: { version: number }): Promise<Answer>;
  correct(id: string, more: { version: number; name: string }): Promise<Answer>;
  correctEmail(id: string, more: { version: number; email: string }): Promise<Answer>;
  withdraw(id: string, more: { version: number }): Promise<Answer>;
  /** The nomination, and what has happened to it: words of its history. */
  follow(id: string): Promise<{ readonly nomination: Followed; readonly actions: readonly string[] }>;
}

/** The steps as operations that a client sends. */
export function stepsOf(ask: Ask): Steps {
  const run = async (name: Operation, id: string | undefined, more: object): Promise<Answer> => {
    const input = { idempotencyKey: randomUUID(), ...more };
    return (await ask<{ answer: Answer }>(name, id === undefined ? { input } : { id, input })).answer;
  };
  return {
    create: (more) => run('Create', undefined, more),
    submit: (id, more) => run('Submit', id, more),
    correct: (id, more) => run('Correct', id, more),
    correctEmail: (id, more) => run('CorrectEmail', id, more),
    withdraw: (id, more) => run('Withdraw', id, more),
    follow: async (id) => {
      const { nomination } = await ask<{ nomination: Followed & History }>('Follow', { id });
      return { nomination, actions: nomination.history.nodes.map(({ action }) => action) };
    },
  };
}

interface History {
  readonly history: { readonly nodes: readonly { readonly action: string }[] };
}

/** Nominates this person, submits, follows, corrects and withdraws; refused on the way for what does not hold. */
export async function walkMainJourney(product: Product, steps: Steps, name: string): Promise<void> {
  const created = await steps.create(nomineesOf(product).draft(name));
  expect(created).toMatchObject({ nomination: { state: 'DRAFT', version: 1 }, errors: [] });
  const id = created.nomination?.id ?? '';
  const follow = async (): Promise<Followed> => (await steps.follow(id)).nomination;

  expect(await steps.submit(id, { version: 1 })).toMatchObject({
    nomination: { state: 'SUBMITTED' },
    errors: [],
  });
  await drain(async () => (await follow()).state === 'UNDER_REVIEW', {
    what: 'the end of the screening',
    timeoutMs: 20_000,
  });
  const { version } = await follow();
  expect(await steps.correctEmail(id, { version, email: 'no address' })).toMatchObject({
    nomination: null,
    errors: [{ code: 'INVALID_INPUT', path: ['input', 'email'] }],
  });
  const corrected = await steps.correct(id, { version, name: `${name} Muster` });
  expect(corrected).toMatchObject({ nomination: { person: { name: `${name} Muster` } }, errors: [] });
  expect(await steps.withdraw(id, { version: version - 1 })).toMatchObject({
    errors: [{ code: 'VERSION_CONFLICT', path: ['input', 'version'] }],
  });
  expect(await steps.withdraw(id, { version: corrected.nomination?.version ?? 0 })).toMatchObject({
    nomination: { state: 'WITHDRAWN', availableActions: [] },
    errors: [],
  });
  const { nomination, actions } = await steps.follow(id);
  expect(nomination.state).toBe('WITHDRAWN');
  expect(actions).toContain('nomination.withdrawn');
}
