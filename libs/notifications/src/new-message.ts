import { type MessageContent } from './define-message.js';
import { type AboutMessage, type MessageSubject, type Recipient } from './domain/message.js';

/** A message to be written. */
export interface NewMessage {
  readonly content: MessageContent;
  readonly subject: MessageSubject;
  readonly recipient: Recipient;
  /** Null for messages that belong to no conference (sign-in links). */
  readonly conferenceId: string | null;
  /** The body that caused the message and may follow its delivery; null: the host alone. */
  readonly bodyId: string | null;
  /** What the message is about: it is found from there, and leads there. Null: nothing that has a page of its own. */
  readonly about?: AboutMessage | null;
  /** Lets the message be counted with the batch of decisions that released it. */
  readonly batchId?: string | null;
}
