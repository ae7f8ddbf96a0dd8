import type { Messages } from './catalogue.en';
import { messageKindNames } from './message-kinds';

const written = import.meta.glob<Partial<Messages>>(['./*.fr.json', '../features/*/messages.fr.json'], {
  eager: true,
  import: 'default',
});

/**
 * The French catalogue. A colon, a question mark and the like stay with the word before them, guillemets with what they
 * enclose; nobody has to type such spaces. Two colons begin the form of a number (`{n, number, ::sign-always}`).
 */
export const messages = Object.fromEntries(
  Object.entries(Object.assign({}, ...Object.values(written), messageKindNames('fr')) as Messages).map(
    ([id, message]) => [id, message.replace(/ (?=:(?!:)|[;?!»])/g, '\u00a0').replace(/« /g, '«\u00a0')],
  ),
) as unknown as Messages;
