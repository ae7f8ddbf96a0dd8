import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { parseInput, Refusal, requireConferenceRole, type UserActor, validId } from '#libs/kernel';
import { Commands, type Transaction } from '#libs/platform';
import { PLACE_TRANSFERS, type PlaceTransfers } from '../domain/conference.js';
import { CONFERENCE } from '../persistence/conference.table.js';
import { ConferenceReference } from '../queries/conference-reference.js';

const setPlaceTransfersInput = z.object({
  conferenceId: validId,
  placeTransfers: z.enum(PLACE_TRANSFERS),
  expectedPlaceTransfers: z.enum(PLACE_TRANSFERS).nullish(),
});
type Input = z.output<typeof setPlaceTransfersInput>;

// Two administrators change it one after the other.
const LOCK = `SELECT place_transfers AS "placeTransfers" FROM conference.conference WHERE id = $1 FOR NO KEY UPDATE`;

/** Says whether bodies may pass places on to each other. Offers that are under way go on as they began. */
@Injectable()
export class SetPlaceTransfers {
  constructor(
    private readonly commands: Commands,
    private readonly reference: ConferenceReference,
  ) {}

  /** Refuses with NOT_FOUND, FORBIDDEN, INVALID_INPUT, VERSION_CONFLICT (it is another than the caller has seen) and IDEMPOTENCY_KEY_REUSED. */
  async run(actor: UserActor, key: string, raw: unknown): Promise<{ conferenceId: string }> {
    const input = parseInput(setPlaceTransfersInput, raw);
    const { conferenceId } = input;
    const command = { operation: 'setPlaceTransfers', key, request: input };
    const done = await this.commands.run(actor, command, async (tx) => {
      requireConferenceRole(
        actor,
        conferenceId,
        ['HOST_ADMINISTRATOR'],
        'Only an administrator of the conference says whether bodies pass places on.',
      );
      await write(tx, input);
      return { conferenceId };
    });
    this.reference.forget();
    return done;
  }
}

async function write(tx: Transaction, input: Input): Promise<void> {
  const { conferenceId, placeTransfers, expectedPlaceTransfers: expected = null } = input;
  const [found] = await tx.query<{ placeTransfers: PlaceTransfers }>(LOCK, [conferenceId]);
  if (found?.placeTransfers === placeTransfers) return;
  if (expected !== null && found?.placeTransfers !== expected)
    throw new Refusal(
      'VERSION_CONFLICT',
      'Somebody has changed whether bodies pass places on meanwhile. Read it, then save yours again or leave it.',
      ['input', 'expectedPlaceTransfers'],
    );
  tx.update(CONFERENCE, conferenceId, { placeTransfers });
  tx.audit({
    conferenceId,
    action: 'place-transfers.set',
    subjectType: 'conference',
    subjectId: conferenceId,
    details: { placeTransfers },
  });
}
