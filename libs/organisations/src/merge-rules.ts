import { Injectable } from '@nestjs/common';
import { type Transaction } from '#libs/platform';
import { type OrganisationFields } from './persistence/organisation.statements.js';

/** Refuses, by throwing, where two organisations cannot be one. */
export type MergeRule = (
  tx: Transaction,
  kept: Pick<OrganisationFields, 'id' | 'conferenceId'>,
  merged: Pick<OrganisationFields, 'id' | 'conferenceId'>,
) => Promise<void>;

/** What stands against a merge: contexts that hang something on organisations register their rule. Codes: ACTION_UNAVAILABLE. */
@Injectable()
export class MergeRules {
  private readonly rules: MergeRule[] = [];

  register(rule: MergeRule): void {
    this.rules.push(rule);
  }

  async ask(...merge: Parameters<MergeRule>): Promise<void> {
    for (const rule of this.rules) await rule(...merge);
  }
}
