import { Injectable } from '@nestjs/common';
import { Sweep } from '#libs/platform';

/** Sessions end after seven days at the latest; one that has ended says nothing any more. */
@Injectable()
export class SweepSessions extends Sweep {
  readonly of = 'expired sessions';
  readonly statement = `DELETE FROM access.session WHERE id = ANY (ARRAY(
    SELECT id FROM access.session WHERE expires_at < statement_timestamp() - interval '1 day'
    ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED))`;
}

/** Links that were used or are over. A week, because a mail that waits for a person may still go out with one. */
@Injectable()
export class SweepSignInLinks extends Sweep {
  readonly of = 'sign-in links';
  readonly statement = `DELETE FROM access.sign_in_link WHERE id = ANY (ARRAY(
    SELECT id FROM access.sign_in_link WHERE expires_at < statement_timestamp() - interval '7 days'
    ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED))`;
}

/** Requests whose job failed for good: their addresses are often strangers'. */
@Injectable()
export class SweepSignInRequests extends Sweep {
  readonly of = 'requests for sign-in links';
  readonly statement = `DELETE FROM access.sign_in_request WHERE id = ANY (ARRAY(
    SELECT id FROM access.sign_in_request WHERE created_at < statement_timestamp() - interval '1 day'
    ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED))`;
}

export const ACCESS_SWEEPS = [SweepSessions, SweepSignInLinks, SweepSignInRequests] as const;
