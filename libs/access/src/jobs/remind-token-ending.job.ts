import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { BodyContacts, Notifications } from '#libs/notifications';
import { JobHandler, UnitOfWork } from '#libs/platform';
import { remindTokenEnding } from '../access.jobs.js';
import { tokenEnding } from '../messages/token-ending.message.js';

const SYSTEM: Actor = { kind: 'system', task: 'remind-token-ending' };
/** What nobody uses any more may end without a word. */
const STILL_USED = `SELECT t.name, t.first_letters AS "firstLetters", t.expires_at AS "expiresAt", u.conference_id AS "conferenceId", u.body_id AS "bodyId"
  FROM access.api_token t JOIN access.app_user u ON u.id = t.user_id
  WHERE t.id = $1 AND u.body_id IS NOT NULL AND t.revoked_at IS NULL AND t.expires_at > clock_timestamp()
    AND t.last_used_at > clock_timestamp() - interval '30 days'`;

interface UsedToken {
  [column: string]: unknown;
  name: string;
  firstLetters: string;
  expiresAt: Date;
  conferenceId: string;
  bodyId: string;
}

/** Tells the coordinators of a body that the token of a system which still works for it will soon end. */
@Injectable()
export class RemindTokenEnding extends JobHandler<{ tokenId: string }> {
  readonly job = remindTokenEnding;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly notifications: Notifications,
    private readonly contacts: BodyContacts,
    private readonly reference: ConferenceReference,
  ) {
    super();
  }

  async handle({ tokenId }: { tokenId: string }): Promise<void> {
    const snapshot = await this.reference.current();
    await this.unitOfWork.run(SYSTEM, async (tx) => {
      const [token] = await tx.query<UsedToken>(STILL_USED, [tokenId]);
      const conference = token === undefined ? undefined : snapshot.conference(token.conferenceId);
      if (token === undefined || conference === undefined) return;
      const { conferenceId, bodyId, name: systemName, firstLetters, expiresAt } = token;
      const content = tokenEnding.with({
        conferenceName: conference.name,
        systemName,
        firstLetters,
        endsAt: expiresAt.toISOString(),
        timeZone: conference.timeZone,
      });
      const coordinators = await this.contacts.coordinators(tx, [bodyId]);
      await this.notifications.compose(
        tx,
        coordinators.map(({ name, email, language }) => ({
          content,
          conferenceId,
          bodyId,
          subject: { type: 'apiToken', id: tokenId, version: 1 },
          recipient: { name, email, language },
        })),
      );
    });
  }
}
