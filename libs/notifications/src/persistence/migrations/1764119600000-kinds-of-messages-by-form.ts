import { SchemaMigration } from '#libs/platform';

const check = (condition: string): string =>
  `ALTER TABLE notifications.message ADD CONSTRAINT message_kind_check CHECK (${condition})`;
const DROP = 'ALTER TABLE notifications.message DROP CONSTRAINT message_kind_check';

/** In the order in which the migrations before this one left them. */
const KINDS_BEFORE = [
  'ACCEPTED_AFTER_ALL',
  'PLACES_FREED',
  'DECLINE_CONFIRMED',
  'ANSWER_REMINDER',
  'NOMINATION_LAPSED',
  'RESERVE_PROMOTED',
  'SIGN_IN_LINK',
  'NOMINATION_RETURNED',
  'DECISION_NOTICE',
  'PERSONAL_INVITATION',
  'INVITATION_CONFIRMED',
  'INVITATION_DECLINED',
  'INVITATION_CANCELLED',
  'REVIEW_REMINDER',
  'REVIEW_ESCALATION',
  'ROLE_GRANTED',
];

/** Whoever sends a kind of message defines it: the database looks at the form of its name, and a new kind needs no migration. */
export class KindsOfMessagesByForm1764119600000 extends SchemaMigration {
  protected readonly statementsUp = [DROP, check(`kind ~ '^[A-Z_]{3,40}$'`)];

  // What was written stays.
  protected readonly statementsDown = [
    DROP,
    `${check(`kind IN (${KINDS_BEFORE.map((kind) => `'${kind}'`).join(', ')})`)} NOT VALID`,
  ];
}
