import { defineLifecycle } from '#libs/kernel';

export const MESSAGE_STATES = [
  'QUEUED',
  'SENDING',
  'SENT',
  'DEFERRED',
  'REFUSED',
  'FAILED',
  'HELD',
  'CANCELLED',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

export type MessageAction =
  'CLAIM' | 'ACCEPT' | 'DEFER' | 'REFUSE' | 'GIVE_UP' | 'HOLD' | 'CANCEL' | 'REPLAY' | 'SETTLE';

/**
 * A claim of a message that is being sent already takes over from a sender that died. The mail server's no is REFUSED;
 * no answer within the time that the kind allows is FAILED; HELD waits for a person because the message may have arrived.
 */
export const messageLifecycle = defineLifecycle<MessageState, MessageAction>({
  states: MESSAGE_STATES,
  initial: 'QUEUED',
  transitions: [
    { action: 'CLAIM', from: ['QUEUED', 'DEFERRED', 'SENDING'], to: 'SENDING' },
    { action: 'ACCEPT', from: ['SENDING'], to: 'SENT' },
    { action: 'DEFER', from: ['SENDING'], to: 'DEFERRED' },
    { action: 'REFUSE', from: ['SENDING'], to: 'REFUSED' },
    { action: 'GIVE_UP', from: ['SENDING', 'QUEUED', 'DEFERRED'], to: 'FAILED' },
    { action: 'HOLD', from: ['SENDING'], to: 'HELD' },
    { action: 'CANCEL', from: ['QUEUED', 'DEFERRED', 'HELD', 'SENDING'], to: 'CANCELLED' },
    { action: 'SETTLE', from: ['HELD'], to: 'SENT' },
    { action: 'REPLAY', from: ['REFUSED', 'FAILED', 'HELD'], to: 'QUEUED' },
  ],
});

/** States in which nothing more happens by itself. */
export const ENDED_STATES: readonly MessageState[] = ['SENT', 'REFUSED', 'FAILED', 'HELD', 'CANCELLED'];

/** What a message tells of. A later version of the same subject is another message. */
export interface MessageSubject {
  /** The kind of thing, as in the audit trail: nomination, invitation, sign-in-link, review. */
  readonly type: string;
  readonly id: string;
  readonly version: number;
}

/** The thing with a page of its own that a message is about, as the audit trail names it: a nomination, say. */
export interface AboutMessage {
  readonly type: string;
  readonly id: string;
}

export interface Recipient {
  /** As the person writes it; shown in the console, never put into a header. */
  readonly name: string;
  /** Exactly one address (kernel's `isEmailAddress`). */
  readonly email: string;
  /** BCP 47 tag of what the person reads; `mailLanguage` says what the mail is written in. */
  readonly language?: string | null;
}
