import { SchemaMigration } from '#libs/platform';

/** Each index that the delivery of a message writes anew says what asks for it. */
const REASONS = {
  message_state: 'The messages of a conference in a state that is rare, and their count.',
  message_troubled: 'Mail that waits for a person, of no conference too. It is little.',
  message_batch: 'How the mail of a release fares, counted without the messages.',
  message_search: 'The search by recipient, and what a body has few of by state and kind.',
} as const;

export class WhyMessageIndexesChange1764118709000 extends SchemaMigration {
  protected readonly statementsUp = Object.entries(REASONS).map(
    ([index, reason]) => `COMMENT ON INDEX notifications.${index} IS '${reason}'`,
  );
  protected readonly statementsDown = Object.keys(REASONS).map(
    (index) => `COMMENT ON INDEX notifications.${index} IS NULL`,
  );
}
