import { Injectable } from '@nestjs/common';
import { type Actor, type Role } from '#libs/kernel';
import { Database } from '#libs/platform';
import { AccessOptions } from '../access-options.js';

/** A sample person, as whom anybody may sign in while the service is a demonstration. */
export interface DemonstrationUser {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly bodyName: string | null;
}

const SIGN_IN: Actor = { kind: 'sign-in' };
// One line a person: the first grant is what the person is there to show.
const LIST = `SELECT DISTINCT ON (u.id) u.email, u.name, g.role, coalesce(b.name, g.organisation_name) AS "bodyName"
  FROM access.app_user u
  JOIN access.role_grant g ON g.user_id = u.id AND g.revoked_at IS NULL
  LEFT JOIN conference.body b ON b.id = g.body_id
  WHERE u.is_demonstration AND u.disabled_at IS NULL
  ORDER BY u.id, g.id`;

/** Who the sample people are; nobody in production. */
@Injectable()
export class ListDemonstrationUsers {
  constructor(
    private readonly database: Database,
    private readonly options: AccessOptions,
  ) {}

  async run(): Promise<readonly DemonstrationUser[]> {
    if (!this.options.values.isDemonstration) return [];
    return this.database.read<DemonstrationUser & Record<string, unknown>>(SIGN_IN, LIST);
  }
}
