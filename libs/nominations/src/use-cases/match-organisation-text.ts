import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  conferencesReadWhole,
  line,
  notFound,
  parseInput,
  Refusal,
  requireConferenceRole,
  type UserActor,
  validId,
} from '#libs/kernel';
import { Commands, MOST_MANY, type Transaction } from '#libs/platform';
import { OrganisationReferences } from '#libs/organisations';
import { LONGEST_ORGANISATION } from '../domain/nomination-fields.js';
import { COUNT_IN_SIGHT, MATCH_ALL, MATCH_THESE } from '../persistence/organisation-text.statements.js';

export const matchOrganisationTextInput = z.object({
  conferenceId: validId,
  typed: line(LONGEST_ORGANISATION).describe(
    'As bodies have typed it; texts that differ in capitals alone are equal',
  ),
  organisationId: validId
    .nullish()
    .describe(
      'Which one that is: an `organisationId` of `organisationSuggestions`; null: none again, of these `nominationIds`',
    ),
  nominationIds: z
    .array(validId)
    .min(1, 'Name at least one.')
    .max(MOST_MANY, `At most ${MOST_MANY.toLocaleString('en')} can be done at a time.`)
    .meta({ type: 'Ids' })
    .nullish()
    .describe(
      `These alone, whatever was said of them before, at most ${MOST_MANY.toLocaleString('en')}; left out or null: all with this text that name none yet. One that is unknown, or has another text, refuses the whole`,
    ),
});

const ROLES = ['HOST_OFFICER', 'HOST_ADMINISTRATOR'] as const;

/** Says which organisation it is that bodies have typed: at one nomination, at some, or at all that have the same text. */
@Injectable()
export class MatchOrganisationText {
  constructor(
    private readonly commands: Commands,
    private readonly references: OrganisationReferences,
  ) {}

  /** Answers how many were matched. No version moves, and nobody is told. Refuses NOT_FOUND (conference, organisation), FORBIDDEN and INVALID_INPUT. */
  async run(actor: UserActor, key: string, raw: unknown): Promise<number> {
    const {
      conferenceId,
      typed,
      organisationId = null,
      nominationIds = null,
    } = parseInput(matchOrganisationTextInput, raw);
    if (organisationId === null && nominationIds === null)
      throw new Refusal('INVALID_INPUT', 'Name the nominations that shall name no organisation again.', [
        'input',
        'nominationIds',
      ]);
    const command = { operation: 'matchOrganisationText', key, request: raw };
    const { count } = await this.commands.run(actor, command, async (tx) => {
      requireConferenceRole(
        actor,
        conferenceId,
        ROLES,
        'Officers and administrators of the host match organisations.',
      );
      if (organisationId !== null)
        await this.references.require(actor, conferenceId, {
          id: organisationId,
          path: ['input', 'organisationId'],
          read: (text, values) => tx.query(text, values),
        });
      const values = [conferenceId, conferencesReadWhole(actor), organisationId, actor.userId, typed];
      const matched =
        nominationIds === null
          ? await tx.query<{ id: string }>(MATCH_ALL, values)
          : await tx.query<{ id: string }>(MATCH_THESE, [...values, nominationIds]);
      if (nominationIds !== null && matched.length < new Set(nominationIds).size)
        throw await notMatched(tx, actor, conferenceId, nominationIds);
      tx.audit({
        conferenceId,
        action: 'nomination.organisations-matched',
        subjectType: 'conference',
        subjectId: conferenceId,
        details: { organisationId, count: matched.length },
      });
      return { count: String(matched.length) };
    });
    return Number(count);
  }
}

/** Some are unknown, or say something else by now. */
async function notMatched(
  tx: Transaction,
  actor: UserActor,
  conferenceId: string,
  nominationIds: readonly string[],
): Promise<Refusal<'NOT_FOUND' | 'INVALID_INPUT'>> {
  const path = ['input', 'nominationIds'];
  const [row] = await tx.query<{ count: number }>(COUNT_IN_SIGHT, [
    nominationIds,
    conferenceId,
    conferencesReadWhole(actor),
  ]);
  return row?.count === new Set(nominationIds).size
    ? new Refusal('INVALID_INPUT', 'One of them says something else. Read the list again.', path)
    : new Refusal('NOT_FOUND', notFound('nomination').message, path);
}
