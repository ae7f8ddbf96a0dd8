import { type MessageKind } from '../domain/message.js';

/** The page of the console that a message without a personal link leads to. It asks who is there; it decides nothing. */
export function pagePath(kind: MessageKind, nominationId: string | null): string {
  switch (kind) {
    case 'REVIEW_REMINDER':
    case 'REVIEW_ESCALATION':
      return nominationId === null ? '/inbox' : `/inbox/${nominationId}`;
    case 'NOMINATION_RETURNED':
    case 'DECISION_NOTICE':
    case 'INVITATION_DECLINED':
    case 'ACCEPTED_AFTER_ALL':
    case 'ANSWER_REMINDER':
    case 'NOMINATION_LAPSED':
    case 'RESERVE_PROMOTED':
      return nominationId === null ? '/nominations' : `/nominations/${nominationId}`;
    case 'PLACES_FREED':
      return '/inbox';
    case 'ROLE_GRANTED':
      return '/roles';
    case 'SIGN_IN_LINK':
    case 'PERSONAL_INVITATION':
    case 'INVITATION_CONFIRMED':
    case 'DECLINE_CONFIRMED':
    case 'INVITATION_CANCELLED':
      return '/';
  }
}
