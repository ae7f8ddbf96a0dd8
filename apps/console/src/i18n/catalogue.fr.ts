import type { Messages } from './catalogue.en';
import { withFrenchSpaces } from './french-spaces';

const written = import.meta.glob<Partial<Messages>>(
  ['./*.fr.json', '../features/{access,conference,documents,invitations}/messages.fr.json'],
  { eager: true, import: 'default' },
);

/** The French words of the frame and of pages that need no sign-in. */
export const messages = withFrenchSpaces(Object.assign({}, ...Object.values(written)) as Partial<Messages>);
