import { Injectable } from '@nestjs/common';
import { type Actor, Refusal } from '#libs/kernel';
import { Database, type Transaction, violatedConstraint } from '#libs/platform';

const UNIQUE = 'nomination_external_reference';
const OWNER =
  'SELECT id, reference FROM nominations.nomination WHERE body_id = $1 AND external_reference = $2';

interface Asked {
  readonly bodyId: string;
  readonly externalReference?: string | null | undefined;
}
interface OwnerRow extends Record<string, unknown> {
  readonly id: string;
  readonly reference: string;
}

/** Turns the database's refusal of a second nomination with one external reference into EXTERNAL_REFERENCE_TAKEN. */
@Injectable()
export class ReferenceRefusals {
  constructor(private readonly database: Database) {}

  /** What is thrown instead of an error that a write met; `existingId` in the refusal is the nomination that has the reference. */
  async explained(actor: Actor, asked: Asked, error: unknown): Promise<unknown> {
    if (violatedConstraint(error) !== UNIQUE) return error;
    const [owner] = await this.database.read<OwnerRow>(actor, OWNER, [asked.bodyId, asked.externalReference]);
    return taken(owner);
  }

  /** Refuses before anything is written, where another refusal would say less: with a key that is taken, the nomination that has it is meant. */
  async refuseTaken(tx: Transaction, { bodyId, externalReference }: Asked): Promise<void> {
    if (externalReference === undefined || externalReference === null) return;
    const [owner] = await tx.query<OwnerRow>(OWNER, [bodyId, externalReference]);
    if (owner !== undefined) throw taken(owner);
  }
}

function taken(owner: OwnerRow | undefined): Refusal {
  const which = owner === undefined ? 'Another nomination' : `The nomination ${owner.reference}`;
  return new Refusal(
    'EXTERNAL_REFERENCE_TAKEN',
    `${which} of this body has this external reference. Change that one, or give this one a reference of its own.`,
    ['input', 'externalReference'],
    { existingId: owner?.id },
  );
}
