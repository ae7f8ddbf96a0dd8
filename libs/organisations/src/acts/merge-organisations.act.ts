import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { notFound, Refusal, validId } from '#libs/kernel';
import { ORGANISATION_ACTIONS } from '../domain/organisation-actions.js';
import { MergeRules } from '../merge-rules.js';
import { ORGANISATION } from '../persistence/organisation.table.js';
import { countWrite } from '../use-cases/write-organisation.js';
import {
  type Call,
  loadOrganisation,
  organisationAct,
  OrganisationActs,
  requireVersion,
} from './organisation-acts.js';

/** Says that two organisations are one. Nothing is moved: what refers to the merged one is found at the one that is kept. */
@Injectable()
export class MergeOrganisations {
  static readonly act = organisationAct({
    name: 'mergeOrganisations',
    description:
      'Says that two organisations are one: the one that is named by `id` is kept, and is found by the names of both. What refers to the merged one stays as it is and follows the kept one, until `partOrganisation`',
    input: {
      mergedId: validId.describe('The one that is merged into it'),
      mergedVersion: z.number().int().min(1).describe('The version of that one that the caller has read'),
    },
    fact: ORGANISATION_ACTIONS.merged,
    codes: ['ACTION_UNAVAILABLE'],
  });

  constructor(
    private readonly acts: OrganisationActs,
    private readonly rules: MergeRules,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    const [actor] = call;
    return this.acts.run(MergeOrganisations.act, call, async (tx, kept, { mergedId, mergedVersion }) => {
      const path = ['input', 'mergedId'];
      if (mergedId === kept.id)
        throw new Refusal('INVALID_INPUT', 'An organisation is one with itself already. Name another.', path);
      const merged = await loadOrganisation(tx, actor, mergedId, path);
      if (merged.conferenceId !== kept.conferenceId)
        throw new Refusal('NOT_FOUND', notFound('organisation').message, path);
      requireVersion(merged, mergedVersion, ['input', 'mergedVersion']);
      if (kept.mergedInto !== null || merged.mergedInto !== null)
        throw new Refusal('ACTION_UNAVAILABLE', 'One of the two is merged already. Part it first.');
      await this.rules.ask(tx, kept, merged);
      const revision = await countWrite(tx, kept.conferenceId, kept.isListed || merged.isListed);
      tx.update(ORGANISATION, kept.id, { revision, version: kept.version + 1 });
      tx.update(ORGANISATION, merged.id, { mergedInto: kept.id, revision, version: merged.version + 1 });
      return { mergedId };
    });
  }
}
