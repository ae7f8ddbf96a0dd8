import { Injectable } from '@nestjs/common';
import { conferencesReadWhole } from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { Database, type ReadMany } from '#libs/platform';
import { FOCAL_POINTS_OF, type StaffRow } from '../persistence/staff.statements.js';
import { type GrantView, toView } from './list-staff.js';

/** Who answers for organisations, to those who read the conference whole. */
@Injectable()
export class FocalPoints {
  constructor(
    private readonly database: Database,
    private readonly reference: ConferenceReference,
  ) {}

  /** By the organisation: those who hold the role or are offered it, the oldest first. */
  readonly ofOrganisations: ReadMany<readonly GrantView[]> = async (actor, ids) => {
    const [rows, reference] = await Promise.all([
      this.database.read<StaffRow>(actor, FOCAL_POINTS_OF, [ids, conferencesReadWhole(actor)]),
      this.reference.current(),
    ]);
    const found = new Map<string, GrantView[]>();
    for (const row of rows)
      found.set(row.organisationId ?? '', [
        ...(found.get(row.organisationId ?? '') ?? []),
        toView(actor, row, reference),
      ]);
    return found;
  };
}
