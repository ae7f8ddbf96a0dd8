import { isEmailAddress } from '#libs/kernel';

export interface SenderAddress {
  /** Empty where there is none. */
  readonly name: string;
  readonly address: string;
  readonly domain: string;
}

/** The sender with what the settings say beside: whom a failure comes back to, and whom people answer. */
export interface MailSender extends SenderAddress {
  readonly envelopeFrom?: string | undefined;
  /** `Name <address>` or a bare address. */
  readonly replyTo?: string | undefined;
}

/** Reads `Name <address>` or a bare address strictly, as the settings have it. */
export function senderAddress(from: string): SenderAddress {
  const match = /^(?:([^<>\r\n"@]{1,100}) )?<?([^\s<>]+)>?$/.exec(from.trim());
  const address = match?.[2] ?? '';
  if (!isEmailAddress(address)) throw new Error('MAIL_FROM or MAIL_REPLY_TO names no usable address');
  return { name: match?.[1]?.trim() ?? '', address, domain: address.slice(address.lastIndexOf('@') + 1) };
}

/** Whom people write to, in words: `Name (address)`, or the address alone; null where the settings name nobody. */
export function contactOf(replyTo: string | undefined): string | null {
  if (replyTo === undefined) return null;
  const { name, address } = senderAddress(replyTo);
  return name === '' ? address : `${name} (${address})`;
}
