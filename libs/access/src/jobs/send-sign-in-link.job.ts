import { Injectable } from '@nestjs/common';
import { type Actor, mailboxSpellings, newId } from '#libs/kernel';
import { Notifications } from '#libs/notifications';
import { FromNow, JobHandler, type Transaction, UnitOfWork } from '#libs/platform';
import { type z } from 'zod';
import { AccessOptions } from '../access-options.js';
import { sendSignInLink } from '../access.jobs.js';
import { hashSecret, signInToken } from '../domain/secrets.js';
import { signInLink } from '../messages/sign-in-link.message.js';
import { SIGN_IN_LINK } from '../persistence/access.table.js';

const SYSTEM: Actor = { kind: 'system', task: 'send-sign-in-link' };
const MINUTES = 15;

// Taken out for good: a handler that runs a second time finds nothing, and addresses of strangers do not pile up here.
const TAKE_REQUEST = `DELETE FROM access.sign_in_request WHERE id = $1
  RETURNING email_fold, next_path, created_at > clock_timestamp() - interval '${MINUTES} minutes' AS is_fresh`;
// Two, where two people turned out to have one mailbox when foldings changed: each gets their own link.
const FIND_USERS = `SELECT id, name, email, language FROM access.app_user
  WHERE email_fold = ANY ($1::text[]) AND disabled_at IS NULL ORDER BY id`;
// Whoever is known by an offered role alone becomes a person here: with the mail at the latest they show that the address
// is theirs. What was typed for a name is
// their grantor's alone until they accept: they are named by their address.
const TAKE_IN = `INSERT INTO access.app_user (id, name, email, email_fold, language)
  SELECT $2, g.invited_email, g.invited_email, g.invited_email_fold, g.invited_language FROM access.role_grant g
    WHERE g.invited_email_fold = $1 AND g.user_id IS NULL AND g.revoked_at IS NULL AND g.declined_at IS NULL
      AND g.offered_until > clock_timestamp()
    ORDER BY g.id DESC LIMIT 1
  ON CONFLICT (email_fold) DO NOTHING`;
const BEGIN_LINK = `UPDATE access.sign_in_link SET expires_at = clock_timestamp() + interval '${MINUTES} minutes'
  WHERE id = $1 AND used_at IS NULL`;

/** The minutes of a link count from the moment its mail goes out: a mail server may have made us wait, or a person send it again. */
export const beginLink = (unitOfWork: UnitOfWork, linkId: string): Promise<void> =>
  unitOfWork.run(SYSTEM, async (tx) => {
    await tx.execute(BEGIN_LINK, [linkId]);
  });

interface SignInRequest {
  [column: string]: unknown;
  email_fold: string;
  next_path: string | null;
  is_fresh: boolean;
}

interface UserRow {
  [column: string]: unknown;
  id: string;
  name: string;
  email: string;
  language: string;
}

/** Makes the link that somebody asked for, if there is somebody with that address, and hands its mail on. */
@Injectable()
export class SendSignInLink extends JobHandler<z.output<typeof sendSignInLink.payload>> {
  readonly job = sendSignInLink;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly notifications: Notifications,
    private readonly options: AccessOptions,
  ) {
    super();
  }

  async handle({ requestId }: { requestId: string }): Promise<void> {
    await this.unitOfWork.run(SYSTEM, async (tx) => {
      const [request] = await tx.query<SignInRequest>(TAKE_REQUEST, [requestId]);
      // Somebody whose request has waited this long has asked again.
      if (request?.is_fresh !== true) return;
      tx.write(TAKE_IN, [request.email_fold, newId()]);
      const users = await tx.query<UserRow>(FIND_USERS, [mailboxSpellings(request.email_fold)]);
      for (const user of users) await this.send(tx, user, request.next_path);
    });
  }

  private async send(tx: Transaction, user: UserRow, next: string | null): Promise<void> {
    const linkId = newId();
    tx.insert(SIGN_IN_LINK, {
      id: linkId,
      userId: user.id,
      tokenHash: hashSecret(signInToken(this.options.values.secret, linkId)),
      nextPath: next,
      expiresAt: FromNow.seconds(60 * MINUTES),
    });
    await this.notifications.compose(tx, [
      {
        content: signInLink.with({ minutes: MINUTES }),
        conferenceId: null,
        bodyId: null,
        subject: { type: 'sign-in-link', id: linkId, version: 1 },
        recipient: { name: user.name, email: user.email, language: user.language },
      },
    ]);
  }
}
