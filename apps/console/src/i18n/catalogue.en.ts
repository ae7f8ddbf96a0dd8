import type general from './general.en.json';
import type { messageKindNames } from './message-kinds';
import type refusals from './refusals.en.json';
import type sentences from './sentences.en.json';
import type words from './words.en.json';

/** Where words are found. Each feature adds its own in its `feature.ts`, so that an unknown id does not compile. */
export interface Words {
  readonly general: typeof general;
  readonly refusals: typeof refusals;
  readonly sentences: typeof sentences;
  readonly words: typeof words;
}

type IdsOf<Some> = Some extends Some ? keyof Some : never;

/** The id of a text: `nomination.title`. */
export type MessageId = IdsOf<Words[keyof Words]> | keyof ReturnType<typeof messageKindNames>;
export type Messages = Readonly<Record<MessageId, string>>;

const written = import.meta.glob<Partial<Messages>>(
  ['./*.en.json', '../features/{access,conference,documents,invitations}/messages.en.json'],
  { eager: true, import: 'default' },
);

/**
 * The English words of the frame and of pages that need no sign-in; those of the others come once somebody is signed in
 * (`catalogue-inside.en.ts`). The other languages have exactly the same keys (a test compares them).
 */
export const messages = Object.assign({}, ...Object.values(written)) as Partial<Messages>;
