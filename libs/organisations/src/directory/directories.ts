import { type NamesCountries } from '#libs/conference';
import { type DirectoryEntry, standardDirectory } from './directory.js';
import { OrganisationIndex } from './organisation-index.js';

/** The directory as one conference names it, with what finds its entries. */
export interface Directory {
  readonly entries: ReadonlyMap<string, DirectoryEntry>;
  readonly index: OrganisationIndex;
}

/** So many are remembered: of conferences that name countries alike there is one. */
const MOST_REMEMBERED = 16;
const remembered = new Map<string, Directory>();

/** The directory of a conference, made once for what it says of countries. */
export function directoryOf({ countries }: NamesCountries): Directory {
  const key = JSON.stringify(countries);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const entries = standardDirectory({ countries });
  const directory = {
    entries: new Map(entries.map((entry) => [entry.id, entry])),
    index: new OrganisationIndex(entries),
  };
  const [oldest] = remembered.keys();
  if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  remembered.set(key, directory);
  return directory;
}
