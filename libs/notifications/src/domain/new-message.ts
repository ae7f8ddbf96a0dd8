import { type MessageKind, type MessageSubject, type Recipient } from './message.js';
import { type MessageParams } from './message-params.js';

interface Draft<Kind extends MessageKind> {
  readonly kind: Kind;
  readonly params: MessageParams<Kind>;
  readonly subject: MessageSubject;
  readonly recipient: Recipient;
  /** Null for messages that belong to no conference (sign-in links). */
  readonly conferenceId: string | null;
  /** The body that caused the message and may follow its delivery; null: the host alone. */
  readonly bodyId: string | null;
  /** Lets the message be found from the nomination that it is about. */
  readonly nominationId?: string | null;
  /** Lets the message be counted with the batch of decisions that released it. */
  readonly batchId?: string | null;
}

/** A message to be written. The kind fixes which values it takes. */
export type NewMessage = { [Kind in MessageKind]: Draft<Kind> }[MessageKind];
