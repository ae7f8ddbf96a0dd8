import { Injectable } from '@nestjs/common';
import { isId } from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { type Transaction } from '#libs/platform';
import { type OrganisationView, viewOf } from './catalogue/organisation-view.js';
import { directoryOf } from './directory/directories.js';
import { nameLanguage, nameOn } from './catalogue/organisation-names.js';
import {
  CONTACTS_OF_CONFERENCE,
  type ContactRow,
  ORGANISATIONS_OF_CONFERENCE,
  type OrganisationRow,
  WITH_MERGED,
} from './persistence/organisation.statements.js';
import { governmentOf, type FormLanguage, FORM_LANGUAGES } from './states/state-forms.js';

/** What reads for whoever asks: a transaction, or `database.read` of an actor bound to it. The walls are those of the reader. */
type Reader = Pick<Transaction, 'query'>;

/** What other contexts ask of organisations: by their ids, within whatever transaction they are in. */
@Injectable()
export class OrganisationDirectory {
  constructor(private readonly conferences: ConferenceReference) {}

  /** Organisations of one conference by their ids, merged ones as themselves (`mergedInto`). What is unknown or out of sight is left out. */
  async byIds(
    reader: Reader,
    conferenceId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, OrganisationView>> {
    const conference = await this.conferences.conference(conferenceId);
    if (conference === undefined) return new Map();
    const rows = await reader.query<OrganisationRow>(ORGANISATIONS_OF_CONFERENCE, [
      conferenceId,
      ids.filter(isId),
    ]);
    return new Map(rows.map((row) => [row.id, viewOf(row, directoryOf(conference), true)]));
  }

  /** The ids of these organisations, and of whatever was merged into them, whatever was merged into those included. */
  async withMerged(reader: Reader, conferenceId: string, ids: readonly string[]): Promise<string[]> {
    const rows = await reader.query<{ id: string }>(WITH_MERGED, [conferenceId, ids.filter(isId)]);
    return rows.map(({ id }) => id);
  }

  /** Contacts of organisations in their order, by the organisation. */
  async contacts(
    reader: Reader,
    conferenceId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly ContactRow[]>> {
    const rows = await reader.query<ContactRow>(CONTACTS_OF_CONFERENCE, [conferenceId, ids.filter(isId)]);
    const found = new Map<string, ContactRow[]>();
    for (const row of rows) found.set(row.organisationId, [...(found.get(row.organisationId) ?? []), row]);
    return found;
  }

  /** What a letter of a day (`2027-06-01`) calls it, in a language. */
  nameOn(organisation: OrganisationView, language: string, day: string): string {
    return nameOn(organisation.source, language, day);
  }

  /**
   * The same where it has such a name in this very language; what is neither a government nor an international organisation goes by one
   * name in all of them. Undefined where a letter would have to take the name of another language.
   */
  ownNameOn(organisation: OrganisationView, tag: string, day: string): string | undefined {
    const { kind, source } = organisation;
    const language = nameLanguage(tag);
    const isNamed =
      (kind !== 'GOVERNMENT' && kind !== 'INTERNATIONAL_ORGANISATION') ||
      source.officialNames[language] !== undefined ||
      source.directory?.isNamedIn(language) === true;
    return isNamed ? nameOn(source, language, day) : undefined;
  }

  /** Organisations by these ids; of what is merged into another one, that one. */
  async roots(
    reader: Reader,
    conferenceId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, OrganisationView>> {
    const roots = new Map(await this.byIds(reader, conferenceId, ids));
    for (;;) {
      const merged = [...roots].flatMap(([id, { mergedInto }]) =>
        mergedInto === null ? [] : [[id, mergedInto] as const],
      );
      if (merged.length === 0) return roots;
      const next = await this.byIds(reader, conferenceId, [...new Set(merged.map(([, into]) => into))]);
      for (const [id, into] of merged) {
        const kept = next.get(into);
        if (kept === undefined) roots.delete(id);
        else roots.set(id, kept);
      }
    }
  }

  /**
   * How a letter speaks of the government of a state: `le Gouvernement du Bénin`. Undefined for what is no government of the directory, for
   * a name of the conference’s own, and where the form of the language is not known: nobody guesses an article.
   */
  async governmentOf(organisation: OrganisationView, tag: string): Promise<string | undefined> {
    const { directoryKey, conferenceId, officialNames } = organisation;
    const code =
      directoryKey?.startsWith('state:') === true ? directoryKey.slice('state:'.length) : undefined;
    const language = nameLanguage(tag);
    const conference = await this.conferences.conference(conferenceId);
    const override = conference?.countries.find((one) => one.code === code);
    const isOwn = officialNames[language] !== undefined || override?.names[language] !== undefined;
    if (code === undefined || isOwn || !FORM_LANGUAGES.includes(language as FormLanguage)) return undefined;
    return governmentOf(code, language);
  }
}
