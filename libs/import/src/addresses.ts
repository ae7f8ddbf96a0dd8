import { foldEmail, isEmailAddress } from '#libs/kernel';
import { compareNames, LIKELY_SAME_NAME } from '#libs/names';

/** What a cell says of an address. */
export type FoundAddress =
  | {
      readonly kind: 'ONE';
      readonly email: string;
      readonly isTakenOut: boolean;
      readonly nameBeside: string;
    }
  | { readonly kind: 'SEVERAL' | 'LINK_DIFFERS'; readonly choices: readonly string[] }
  | { readonly kind: 'NONE' };

const APART = /[\s,;<>()[\]{}"|]+/u;
const AROUND = /^[':.]+|['.:]+$/gu;

/** Addresses written in a text: out of links, brackets, display names and full-width letters. */
function addressesIn(text: string): readonly string[] {
  const found = text
    .normalize('NFKC')
    .split(APART)
    .filter((part) => part.includes('@'))
    .flatMap((part) => (part.split('@').length > 2 ? part.split('/') : [part]))
    .map((part) => fromLink(part).replace(AROUND, ''));
  if (found.length < 2) return found;
  const byFold = new Map(found.map((email) => [foldEmail(email), email]));
  return [...byFold.values()];
}

/** `mailto:ann@example.org?subject=London` is ann@example.org. */
function fromLink(link: string): string {
  const [, address] = /^mailto:([^?]*)/i.exec(link) ?? [];
  if (address === undefined) return link;
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** What a cell and the link under it have of an address; whether one that was found may be one is for its rule. */
export function addressOf(text: string, link: string | undefined): FoundAddress {
  const written = addressesIn(text);
  const linked =
    link !== undefined && /^mailto:/i.test(link) ? addressesIn(fromLink(link)).filter(isEmailAddress) : [];
  if (written.length > 1) return { kind: 'SEVERAL', choices: written };
  const [email] = written;
  if (email === undefined) {
    const [behind] = linked;
    if (behind === undefined || linked.length > 1) return { kind: 'NONE' };
    return { kind: 'ONE', email: behind, isTakenOut: true, nameBeside: '' };
  }
  const other = linked.find((one) => foldEmail(one) !== foldEmail(email));
  if (other !== undefined) return { kind: 'LINK_DIFFERS', choices: [email, other] };
  return { kind: 'ONE', email, isTakenOut: email !== text, nameBeside: nameBeside(text) };
}

/** The display name before an address in angle brackets. */
const nameBeside = (text: string): string =>
  (/^\s*"?([^"<@]*?)"?\s*</u.exec(text)?.[1] ?? '').replace(/^mailto:/i, '').trim();

/** Whether an address is written beside the name of somebody else. */
export const isOfAnother = (nameInCell: string, name: string): boolean =>
  /\p{L}/u.test(nameInCell) && name !== '' && compareNames(nameInCell, name).score < LIKELY_SAME_NAME;
