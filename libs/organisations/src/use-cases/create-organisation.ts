import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { forbidden, newId, parseInput, Refusal, type UserActor, validId } from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { Commands, type Transaction } from '#libs/platform';
import { auditOrganisation } from '../audit-organisation.js';
import { type Catalogue } from '../catalogue/catalogue.js';
import { Catalogues } from '../catalogue/catalogues.js';
import { type Directory, directoryOf } from '../directory/directories.js';
import { directoryOrganisationId } from '../domain/directory-id.js';
import { MOST_ORGANISATIONS } from '../domain/organisation.js';
import { ORGANISATION_ACTIONS } from '../domain/organisation-actions.js';
import { ORGANISATION_INPUT } from '../domain/organisation-input.js';
import { allNames } from '../catalogue/organisation-names.js';
import { ORGANISATION } from '../persistence/organisation.table.js';
import { requireWriter } from '../policies/organisation.policy.js';
import { countWrite, lockCatalogue, NOTHING_SAID, requireParent, saidBy } from './write-organisation.js';

export const createOrganisationInput = z.object({
  conferenceId: validId,
  directoryKey: z
    .string()
    .nullish()
    .describe(
      'Which of the directory it is, as `OrganisationSuggestion.directoryKey` has it; left out or null: none',
    ),
  ...ORGANISATION_INPUT,
  allowsLikelySame: z
    .boolean()
    .nullish()
    .describe('Adds it although others are likely the same: LIKELY_SAME has told which'),
});

/** Adds an organisation to a conference: one of the directory, or one that the host describes. */
@Injectable()
export class CreateOrganisation {
  constructor(
    private readonly commands: Commands,
    private readonly catalogues: Catalogues,
    private readonly conferences: ConferenceReference,
  ) {}

  /**
   * Refuses with NOT_FOUND (conference, parent), FORBIDDEN (whoever does not keep them; the most there may be), INVALID_INPUT (no name, one
   * of the directory that is there already), LIKELY_SAME (`likelySameIds`) and IDEMPOTENCY_KEY_REUSED.
   */
  run(actor: UserActor, key: string, raw: unknown): Promise<{ id: string }> {
    const { conferenceId, directoryKey, allowsLikelySame, ...input } = parseInput(
      createOrganisationInput,
      raw,
    );
    return this.commands.run(actor, { operation: 'createOrganisation', key, request: raw }, async (tx) => {
      requireWriter(actor, conferenceId);
      const conference = await this.conferences.conference(conferenceId);
      await lockCatalogue(tx, conferenceId);
      const catalogue = await this.catalogueFor(tx, actor, conferenceId);
      if (conference === undefined || catalogue === undefined)
        throw new Error('An officer’s conference is not there');
      const entry = entryOf(directoryOf(conference), directoryKey);
      const id = entry === undefined ? newId() : directoryOrganisationId(conferenceId, entry.id);
      requireRoom(catalogue, id);
      const before = { ...NOTHING_SAID, kind: entry?.kind ?? NOTHING_SAID.kind };
      const said = saidBy(input, before, entry !== undefined);
      requireParent(catalogue, id, said.parentId);
      if (allowsLikelySame !== true) refuseLikelySame(catalogue, allNames({ ...said, directory: undefined }));
      const revision = await countWrite(tx, conferenceId, said.isListed);
      tx.insert(ORGANISATION, {
        ...said,
        id,
        conferenceId,
        directoryKey: entry?.id ?? null,
        mergedInto: null,
        revision,
        createdBy: actor.userId,
      });
      auditOrganisation(tx, { id, conferenceId }, ORGANISATION_ACTIONS.added, { kind: said.kind });
      return { id };
    });
  }

  /** Through the transaction’s own connection, before it has written anything. */
  private catalogueFor(
    tx: Transaction,
    actor: UserActor,
    conferenceId: string,
  ): Promise<Catalogue | undefined> {
    return this.catalogues.ofHost(actor, conferenceId, (text, values) => tx.query(text, values));
  }
}

function entryOf({ entries }: Directory, key: string | null | undefined) {
  const isOfDirectory = key !== undefined && key !== null;
  const entry = isOfDirectory ? entries.get(key) : undefined;
  if (isOfDirectory && entry === undefined)
    throw new Refusal('INVALID_INPUT', 'The directory has no such organisation.', ['input', 'directoryKey']);
  return entry;
}

function requireRoom(catalogue: Catalogue, id: string): void {
  if (catalogue.get(id) !== undefined)
    throw new Refusal('INVALID_INPUT', 'The conference has this organisation of the directory already.', [
      'input',
      'directoryKey',
    ]);
  if (catalogue.size >= MOST_ORGANISATIONS)
    throw forbidden(
      `There are ${MOST_ORGANISATIONS.toLocaleString('en')} organisations, the most there may be.`,
    );
}

function refuseLikelySame(catalogue: Catalogue, names: readonly string[]): void {
  const likelySameIds = catalogue.likelySame(names).map(({ id }) => id);
  if (likelySameIds.length > 0)
    throw new Refusal(
      'LIKELY_SAME',
      'There is an organisation that is likely the same. Look at it, and add this one only if it is another.',
      ['input'],
      { likelySameIds },
    );
}
