import { SchemaMigration } from '#libs/platform';

const KINDS_BEFORE = `'SIGN_IN_LINK', 'NOMINATION_RETURNED', 'DECISION_NOTICE', 'PERSONAL_INVITATION',
  'INVITATION_CONFIRMED', 'INVITATION_DECLINED', 'INVITATION_CANCELLED', 'REVIEW_REMINDER', 'REVIEW_ESCALATION'`;
const allow = (kinds: string): string[] => [
  'ALTER TABLE notifications.message DROP CONSTRAINT message_kind_check',
  `ALTER TABLE notifications.message ADD CONSTRAINT message_kind_check CHECK (kind IN (${kinds}))`,
];

/** People hear by mail that they were given a role. */
export class RoleGranted1763870614000 extends SchemaMigration {
  protected readonly statementsUp = allow(`${KINDS_BEFORE}, 'ROLE_GRANTED'`);

  protected readonly statementsDown = [
    "DELETE FROM notifications.message WHERE kind = 'ROLE_GRANTED'",
    ...allow(KINDS_BEFORE),
  ];
}
