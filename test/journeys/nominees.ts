import { drain } from '#libs/testing';
import { type Product } from '../support/product.js';
import {
  createNomination,
  decideNomination,
  type NewNomination,
  recommendNomination,
  submitNomination,
} from './operations.js';

/** As the types of the schema want it: a person has a name. */
export type DraftedPerson = NewNomination & { readonly person: { readonly name: string } };

/** Invented people on their way through the main job, told by their names. */
export interface Nominees {
  emailOf(name: string): string;
  /** What ICC writes when it drafts this person. */
  draft(name: string, more?: object): DraftedPerson;
  /** Drafted and submitted by ICC, recommended and decided by the host, not released; the nomination's id. */
  decided(name: string, decision: object, more?: object): Promise<string>;
  /** The token in the newest invitation that was mailed to this person. */
  invitationToken(name: string): Promise<string>;
}

const emailOf = (name: string): string => `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@example.org`;

export function nomineesOf(product: Product): Nominees {
  const { sink, world } = product;
  const draft = (name: string, more: object = {}): DraftedPerson => ({
    conferenceId: world.conferenceId,
    bodyId: world.icc,
    constituencyId: world.business,
    person: { name, email: emailOf(name), organisation: 'Example Institute', country: 'GB' },
    justification: 'Runs the network that everybody else depends on',
    ...more,
  });
  return {
    emailOf,
    draft,
    async decided(name, decision, more) {
      const icc = product.as('iccCoordinator');
      const id = (await createNomination(icc, draft(name, more))).nomination?.id ?? '';
      const answers = [
        await submitNomination(icc, id, { version: 1 }),
        await recommendNomination(product.as('officer'), id, { version: 2, recommendation: 'APPROVE' }),
        await decideNomination(product.as('approver'), id, { version: 2, ...decision }),
      ];
      const errors = answers.flatMap((answer) => answer.errors);
      if (errors.length > 0) throw new Error(JSON.stringify(errors));
      return id;
    },
    async invitationToken(name) {
      const mail = await drain(
        async () =>
          (await sink.messages()).findLast(
            ({ envelope, text }) => envelope.to.includes(emailOf(name)) && /\/invitation#/.test(text),
          ),
        { what: `the invitation of ${name}`, timeoutMs: 20_000 },
      );
      return /\/invitation#([\w-]+)/.exec(mail.text)?.[1] ?? '';
    },
  };
}
