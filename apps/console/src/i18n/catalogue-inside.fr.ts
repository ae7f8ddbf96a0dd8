import type { Messages } from './catalogue.en';
import { withFrenchSpaces } from './french-spaces';
import { messageKindNames } from './message-kinds';

const written = import.meta.glob<Partial<Messages>>(
  ['../features/*/messages.fr.json', '!../features/{access,conference,invitations}/messages.fr.json'],
  { eager: true, import: 'default' },
);

/** The French words of pages behind the sign-in. */
export const messages = withFrenchSpaces(
  Object.assign({}, ...Object.values(written), messageKindNames('fr')) as Partial<Messages>,
);
