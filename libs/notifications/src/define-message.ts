import { type z } from 'zod';
import { type Language } from './domain/mail-language.js';
import { type Values } from './domain/shown.js';
import { type MessageCalendar } from './domain/message-calendar.js';

export type MailWords = Readonly<Record<Language, string>>;

/**
 * Whom a kind is written to: whoever is invited, the coordinators of the nominating body, the staff of the host, or a user for
 * themselves. It says which page a message leads to that says nothing else.
 */
export const AUDIENCES = ['INVITEE', 'BODY', 'HOST', 'USER'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What is known of a kind beside what it says. */
interface MessageFacts {
  /** Capitals, stored with each message: it never changes. A kind that is not sent any more stays, for what was sent is read. */
  readonly kind: string;
  /** Its name on pages and in lists. */
  readonly title: MailWords;
  /** What has happened when it is sent, as a sentence without a full stop, for the catalogue of messages. */
  readonly when: MailWords;
  readonly audience: Audience;
  /**
   * Its wordings, the oldest first: the first is version 1. One that has been used is never edited: messages are shown and
   * sent again in the words of their version; a new wording goes to the end.
   *
   * The first line is the subject, the rest is Markdown in blocks parted by empty lines. `((name))` is a placeholder; a
   * block with an empty one is left out. `((flag??words))` gives the words where the flag is set. `- ((names))` gives an
   * entry for each of several values. `[Words]((link))` is the link of the message.
   */
  readonly texts: readonly [MailWords, ...MailWords[]];
  /** The page that it leads to; absent: as its audience has it. It asks who is there; it decides nothing. */
  readonly page?: string;
  /** Its link is only for its reader: whoever owns the secret makes it at sending (`LinkSources`). */
  readonly isPersonal?: boolean;
  /** A file goes with it: whoever owns it makes it at sending (`MailFiles`). */
  readonly hasFile?: boolean;
  /** Somebody waits for it at a screen: it goes before all others, and is over soon. */
  readonly isAwaited?: boolean;
  /**
   * What to do when an attempt may have arrived and the mail server cannot be asked. A second copy bears the same Message-ID
   * and the same link, so for most kinds it is better than none: SEND_AGAIN, where nothing is said. HOLD waits for a person.
   */
  readonly whenInDoubt?: 'SEND_AGAIN' | 'HOLD';
  /** It takes back what these have said about its subject: it follows them, and does not go where none can have arrived. */
  readonly corrects?: readonly Message[];
}

/** A kind of message: all that is known of it. What lists, sending, previews and the console need follows from here. */
interface MessageDeclaration<Params extends z.ZodType> extends MessageFacts {
  /**
   * What it may say: a closed, typed set of values. They are data when the message is written: none of them is read as Markdown,
   * HTML, a header or a link. No secret may be among them; links are made at sending.
   */
  readonly params: Params;
  /** A message of this kind, about invented people. */
  readonly preview: z.input<Params>;
  /** What stands in the placeholders, in words of the reader's language. `asOf`: what is over by then is not offered. */
  shows(params: z.output<Params>, language: Language, asOf: Date | null): Values;
  /** What it makes of the reader's calendar. */
  calendar?(params: z.output<Params>): MessageCalendar | null;
}

/** A message of whatever kind: its values are unknown until its own schema has read them. */
export interface Message extends MessageFacts {
  readonly params: z.ZodType;
  readonly preview: unknown;
  shows(params: never, language: Language, asOf: Date | null): Values;
  calendar?(params: never): MessageCalendar | null;
}

/** What one message says. */
export interface MessageContent {
  readonly message: Message;
  readonly params: unknown;
}

export interface DefinedMessage<Params extends z.ZodType> extends MessageDeclaration<Params> {
  /** What a message of this kind is written with. */
  with(params: z.input<Params>): MessageContent;
}

const defined = new Map<string, Message>();
const names: Record<string, string> = {};

const meanings: Record<string, { readonly description: string }> = {};

/** When messages of each kind are sent, as the schema says it: filled as {@link MESSAGE_KINDS} is. */
export const MEANINGS_OF_KINDS: Readonly<typeof meanings> = meanings;

/** Names of the kinds that the loaded modules define, each under itself: filled when the last of them is loaded. */
export const MESSAGE_KINDS: Readonly<Record<string, string>> = names;

/** Defines a kind, for every process that loads the lib whose it is. @throws Error for a kind that is there, or no name. */
export function defineMessage<Params extends z.ZodType>(
  declaration: MessageDeclaration<Params>,
): DefinedMessage<Params> {
  const { kind } = declaration;
  // The database checks the same.
  if (!/^[A-Z_]{3,40}$/.test(kind)) throw new Error(`${kind} is no name for a kind of message`);
  if (defined.has(kind)) throw new Error(`Two kinds of message are called ${kind}`);
  const message: DefinedMessage<Params> = {
    ...declaration,
    with: (params) => ({ message, params }),
  };
  defined.set(kind, message);
  names[kind] = kind;
  meanings[kind] = { description: declaration.when.en };
  return message;
}

/** Every kind that the loaded modules define, by name. */
export const definedMessages = (): readonly Message[] =>
  [...defined.values()].sort((one, other) => (one.kind < other.kind ? -1 : 1));

/** The names of all kinds for the console, as text of a file that is kept beside the schema. */
export const messageKindNames = (): string =>
  `${JSON.stringify(Object.fromEntries(definedMessages().map(({ kind, title }) => [kind, title])), null, 2)}\n`;

/** Undefined for a kind that this version of Plenary does not know. */
export const messageOf = (kind: string): Message | undefined => defined.get(kind);

/** The same, for a kind that has to be there. @throws Error */
export function knownMessage(kind: string): Message {
  const message = defined.get(kind);
  if (message === undefined) throw new Error(`This version knows no message of the kind ${kind}`);
  return message;
}

/** The version in which new messages are written. */
export const currentVersion = ({ texts }: Pick<Message, 'texts'>): number => texts.length;
