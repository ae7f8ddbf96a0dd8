import { foldEmail } from '#libs/kernel';
import { nameKeys, searchText, sortName } from '#libs/names';

/** What an address is stored as beside its spelling, so that an index finds it; null where there is none. */
export const emailFold = (email: string | null | undefined): string | null =>
  typeof email === 'string' ? foldEmail(email) : null;

interface Findable {
  readonly name: string;
  readonly badgeName?: string | null | undefined;
  readonly organisation?: string | null | undefined;
  readonly email?: string | null | undefined;
}

/**
 * What a person is stored with, so that look-ups find them: made once, when the person is written. The name for the badge is found
 * by its sounds and nicknames.
 */
export function personKeys({ name, badgeName, email }: Findable): {
  readonly emailFold: string | null;
  readonly nameKey: string;
  readonly nameCodes: readonly string[];
} {
  const { key, codes } = nameKeys(name);
  const codesOfBadge = typeof badgeName === 'string' ? nameKeys(badgeName).codes : [];
  return {
    emailFold: emailFold(email),
    nameKey: key,
    nameCodes: [...new Set([...codes, ...codesOfBadge])].sort(),
  };
}

/** What a nomination is searched and sorted by. Whoever sees it sees the address. */
export const nominationKeys = (
  { name, badgeName, organisation, email }: Findable,
  reference: string,
): { readonly searchText: string; readonly sortName: string } => ({
  searchText: searchText({
    texts: [name, badgeName, organisation],
    references: [reference],
    emails: [email],
  }),
  sortName: sortName(name),
});
