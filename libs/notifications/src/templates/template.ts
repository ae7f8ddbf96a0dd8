import { type MessageKind } from '../domain/message.js';

import { type Language } from '../domain/mail-language.js';

/**
 * The wording of one kind of message. A version that has been used is never edited: messages are shown and sent again in
 * the words of their version. A new wording is a new version in the same file.
 *
 * The first line is the subject, the rest is Markdown in blocks parted by empty lines. `((name))` is a placeholder; a
 * block with an empty one is left out. `((flag??words))` gives the words where the flag is set. `- ((names))` gives an
 * entry for each of several values. `[Words]((link))` is the link of the message.
 */
export interface Template {
  readonly kind: MessageKind;
  readonly version: number;
  readonly texts: Readonly<Record<Language, string>>;
}
