import { type StatementStatus } from '#libs/opinion-map';
import { type StoredStatement } from './stored-conversation.js';

const MODERATION = { REFUSED: -1, WAITING: 0, ACCEPTED: 1 } as const;

/** How moderators have a statement, as the field writes it. */
export const moderationNumber = ({ moderation }: Pick<StoredStatement, 'moderation'>): -1 | 0 | 1 =>
  MODERATION[moderation];

/** The numbers of the statements that shape no map, and of those of them that are about the voters. */
export const leftOutOf = (
  statements: readonly StatementStatus[],
): { readonly excluded: readonly number[]; readonly meta: readonly number[] } => {
  const numbers = (isSo: (one: StatementStatus) => boolean) => statements.filter(isSo).map(({ id }) => id);
  const isMeta = (one: StatementStatus) => one.isMeta === true;
  return { excluded: numbers((one) => one.moderation === -1 || isMeta(one)), meta: numbers(isMeta) };
};
