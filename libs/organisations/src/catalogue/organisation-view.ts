import { type Directory } from '../directory/directories.js';
import { regionalGroupOf, type Region, type RegionalGroup, regionOf } from '../directory/regions.js';
import { type NameSource } from './organisation-names.js';
import { type OrganisationFields } from '../persistence/organisation.statements.js';

/** What the host alone reads; null for everybody else. */
interface OfHost {
  readonly aliases: readonly string[] | null;
  readonly mailDomains: readonly string[] | null;
  readonly version: number | null;
  readonly createdAt: Date | null;
}

/** An organisation of a conference with what follows from the directory. */
export interface OrganisationView
  extends Omit<OrganisationFields, 'aliases' | 'mailDomains' | 'version' | 'createdAt'>, OfHost {
  /** Whether it is read as the host’s people read it; bodies read names alone. */
  readonly isOfHost: boolean;
  readonly region: Region | null;
  readonly regionalGroup: RegionalGroup | null;
  readonly source: NameSource;
}

/** What a row says, over its entry of the directory: what it leaves open is the directory’s. */
export function viewOf(row: OrganisationFields, directory: Directory, isOfHost: boolean): OrganisationView {
  const entry = row.directoryKey === null ? undefined : directory.entries.get(row.directoryKey);
  const countryCode = row.countryCode ?? entry?.countryCode ?? null;
  return {
    ...row,
    ...(isOfHost ? undefined : { aliases: null, mailDomains: null, version: null, createdAt: null }),
    isOfHost,
    countryCode,
    region: regionOf(countryCode),
    regionalGroup: regionalGroupOf(countryCode),
    source: {
      officialNames: row.officialNames,
      shortNames: row.shortNames,
      aliases: row.aliases,
      formerNames: row.formerNames,
      sortNames: row.sortNames,
      directory: entry,
    },
  };
}
