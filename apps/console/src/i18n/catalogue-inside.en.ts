import type { Messages } from './catalogue.en';
import { messageKindNames } from './message-kinds';

const written = import.meta.glob<Partial<Messages>>(
  ['../features/*/messages.en.json', '!../features/{access,conference,invitations}/messages.en.json'],
  { eager: true, import: 'default' },
);

/** The English words of pages behind the sign-in. */
export const messages = Object.assign(
  {},
  ...Object.values(written),
  messageKindNames('en'),
) as Partial<Messages>;
