import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { parseInput, requireConferenceRole, type UserActor, validId } from '#libs/kernel';
import { Commands } from '#libs/platform';
import { ConferenceReference, FREED_PLACES, writeFreedPlaces } from '#libs/conference';
import { type Place } from '../domain/place.js';
import { promiseToFill } from '../places.jobs.js';

const setFreedPlacesInput = z.object({
  conferenceId: validId,
  freedPlaces: z.enum(FREED_PLACES),
  expectedFreedPlaces: z.enum(FREED_PLACES).nullish(),
});

const ON_OFFER = `SELECT q.body_id AS "bodyId", q.constituency_id AS "constituencyId" FROM nominations.quota q
  WHERE q.conference_id = $1 AND q.on_offer > 0 ORDER BY q.id`;

/** Says what becomes of places that come free. At once means at once: whoever waits for one that is free is invited. */
@Injectable()
export class SetFreedPlaces {
  constructor(
    private readonly commands: Commands,
    private readonly reference: ConferenceReference,
  ) {}

  /** Refuses with NOT_FOUND, FORBIDDEN, INVALID_INPUT, VERSION_CONFLICT (it is another than the caller has seen) and IDEMPOTENCY_KEY_REUSED. */
  async run(actor: UserActor, key: string, raw: unknown): Promise<{ conferenceId: string }> {
    const input = parseInput(setFreedPlacesInput, raw);
    const { conferenceId, freedPlaces, expectedFreedPlaces: expected = null } = input;
    const done = await this.commands.run(
      actor,
      { operation: 'setFreedPlaces', key, request: input },
      async (tx) => {
        requireConferenceRole(
          actor,
          conferenceId,
          ['HOST_ADMINISTRATOR'],
          'Only an administrator of the conference says what becomes of places that come free.',
        );
        await writeFreedPlaces(tx, conferenceId, { freedPlaces, expected });
        if (freedPlaces === 'AT_ONCE') {
          const places = await tx.query<Place & Record<string, unknown>>(ON_OFFER, [conferenceId]);
          for (const place of places) promiseToFill(tx, conferenceId, place);
        }
        return { conferenceId };
      },
    );
    this.reference.forget();
    return done;
  }
}
