import kinds from '../generated/message-kinds.json';

type MessageKind = keyof typeof kinds;

/** Every kind of message that the service may send, by name. */
export const MESSAGE_KINDS = Object.keys(kinds) as readonly MessageKind[];

/** What the kinds are called: `messageKind.DECISION_NOTICE`. The service says it where it defines a kind. */
export const messageKindNames = (language: 'en' | 'fr') =>
  Object.fromEntries(
    Object.entries(kinds).map(([kind, names]) => [`messageKind.${kind}`, names[language]]),
  ) as Readonly<Record<`messageKind.${MessageKind}`, string>>;
