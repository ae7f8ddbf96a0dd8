import { Injectable } from '@nestjs/common';
import { type Actor, Refusal } from '#libs/kernel';
import { Database, violatedConstraint } from '#libs/platform';

const UNIQUE = 'nomination_external_reference';
const OWNER =
  'SELECT id, reference FROM nominations.nomination WHERE body_id = $1 AND external_reference = $2';

/** Turns the database's refusal of a second nomination with one external reference into EXTERNAL_REFERENCE_TAKEN. */
@Injectable()
export class ReferenceRefusals {
  constructor(private readonly database: Database) {}

  /** What is thrown instead of an error that a write met; `existingId` in the refusal is the nomination that has the reference. */
  async explained(
    actor: Actor,
    asked: { readonly bodyId: string; readonly externalReference?: string | null | undefined },
    error: unknown,
  ): Promise<unknown> {
    if (violatedConstraint(error) !== UNIQUE) return error;
    const [owner] = await this.database.read<{ id: string; reference: string }>(actor, OWNER, [
      asked.bodyId,
      asked.externalReference,
    ]);
    const which = owner === undefined ? 'Another nomination' : `The nomination ${owner.reference}`;
    return new Refusal(
      'EXTERNAL_REFERENCE_TAKEN',
      `${which} of this body has this external reference. Change that one, or give this one a reference of its own.`,
      ['input', 'externalReference'],
      { existingId: owner?.id },
    );
  }
}
