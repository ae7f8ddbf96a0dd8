// Every lib that sends messages: what it defines is known when it is loaded.
import '#libs/access';
import '#libs/approvals';
import '#libs/delegations';
import '#libs/invitations';
import '#libs/nominations';
import '#libs/webhooks';
import { type z } from 'zod';
import { type DefinedMessage, knownMessage, type MessageContent } from '../define-message.js';

/** A kind by its name. */
export const sampleMessage = (kind: string): DefinedMessage<z.ZodType> =>
  knownMessage(kind) as DefinedMessage<z.ZodType>;

/** A message of a kind as its preview has it, other values put in. */
export function sampleContent(
  kind: string,
  more: object = {},
): MessageContent & { readonly params: Readonly<Record<string, unknown>> } {
  const message = knownMessage(kind);
  return { message, params: { ...(message.preview as object), ...more } };
}
