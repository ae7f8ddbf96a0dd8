import { Injectable } from '@nestjs/common';
import { forbidden, newId, notFound, parseInput, Refusal, type UserActor } from '#libs/kernel';
import { Commands, type Transaction } from '#libs/platform';
import { createNominationInput, type CreateNominationInput } from '../domain/nomination.js';
import { searchText, sortName } from '../domain/folding.js';
import { newReference } from '../domain/reference.js';
import { INSERT_NOMINATION, INSERT_PERSON, LOAD_BODY } from '../persistence/nomination.statements.js';
import { mayDraft, mayRead, WHO_MAY } from '../policies/nomination.policy.js';

/** Drafts a nomination for one's own body, while the nomination window is open. */
@Injectable()
export class CreateNomination {
  constructor(private readonly commands: Commands) {}

  /** Refuses NOT_FOUND (conference, body or constituency), FORBIDDEN, WINDOW_CLOSED, INVALID_INPUT. */
  async run(actor: UserActor, key: string, raw: unknown): Promise<{ id: string }> {
    const input = parseInput(createNominationInput, raw);
    return this.commands.run(actor, { operation: 'createNomination', key, request: raw }, (tx) =>
      this.draft(tx, actor, input),
    );
  }

  private async draft(
    tx: Transaction,
    actor: UserActor,
    input: CreateNominationInput,
  ): Promise<{ id: string }> {
    if (!mayRead(actor, input)) throw new Refusal('NOT_FOUND', notFound('body').message, ['input', 'bodyId']);
    if (!mayDraft(actor, input) || !actor.canWrite) throw forbidden(WHO_MAY.UPDATE);
    const [body] = await tx.query<{ code: string; has_constituency: boolean; is_window_open: boolean }>(
      LOAD_BODY,
      [input.bodyId, input.conferenceId, input.constituencyId],
    );
    if (body === undefined) throw new Refusal('NOT_FOUND', notFound('body').message, ['input', 'bodyId']);
    if (!body.has_constituency)
      throw new Refusal('NOT_FOUND', notFound('constituency').message, ['input', 'constituencyId']);
    if (!body.is_window_open) throw new Refusal('WINDOW_CLOSED', 'The nomination window is closed.');
    return this.insert(tx, actor, input, newReference(body.code));
  }

  private insert(
    tx: Transaction,
    actor: UserActor,
    input: CreateNominationInput,
    reference: string,
  ): { id: string } {
    const { conferenceId, bodyId, person } = input;
    const id = newId();
    const personId = newId();
    tx.write(INSERT_PERSON, [
      personId,
      conferenceId,
      bodyId,
      person.name,
      person.honorific ?? null,
      person.email ?? null,
      person.organisation ?? null,
      person.jobTitle ?? null,
      person.country ?? null,
      person.language ?? null,
    ]);
    tx.write(INSERT_NOMINATION, [
      id,
      conferenceId,
      bodyId,
      input.constituencyId,
      personId,
      reference,
      input.capacity,
      input.justification ?? null,
      input.rank ?? null,
      actor.userId,
      searchText([person.name, person.organisation ?? null, reference]),
      sortName(person.name),
    ]);
    tx.audit({
      conferenceId,
      bodyId,
      action: 'nomination.created',
      subjectType: 'nomination',
      subjectId: id,
      details: { reference },
    });
    return { id };
  }
}
