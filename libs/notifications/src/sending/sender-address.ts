import { isEmailAddress } from '#libs/kernel';

export interface SenderAddress {
  /** Empty where there is none. */
  readonly name: string;
  readonly address: string;
  readonly domain: string;
}

/** Reads `Name <address>` or a bare address strictly, as the settings have it. */
export function senderAddress(from: string): SenderAddress {
  const match = /^(?:([^<>\r\n"@]{1,100}) )?<?([^\s<>]+)>?$/.exec(from.trim());
  const address = match?.[2] ?? '';
  if (!isEmailAddress(address)) throw new Error('MAIL_FROM names no usable address');
  return { name: match?.[1]?.trim() ?? '', address, domain: address.slice(address.lastIndexOf('@') + 1) };
}
