import { type QueryRunner } from 'typeorm';
import { nameKeys } from '#libs/names';
import { fillInBatches, SchemaMigration } from '#libs/platform';
import { nominationKeys, personKeys } from '../../domain/folding.js';
import { LOOK_ALIKE_FUNCTIONS, WITHOUT_LOOK_ALIKES } from './look-alikes.js';
import { WITHOUT_SEARCH_BY_ORDER } from './search-by-order.js';
import { SEARCH_BY_WORDS } from './search-by-words.js';
import { SearchSmallLists1764028829000 } from './1764028829000-search-small-lists.js';

const correctEmail = (
  withSearch: boolean,
): string => `CREATE FUNCTION nominations.correct_email(subject uuid, address text,
    folded text${withSearch ? ', found_by text' : ''}) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DECLARE corrected uuid;
  BEGIN
    UPDATE nominations.nomination SET version = version + 1, updated_at = clock_timestamp(),
        last_edited_by = platform.scope_user()${withSearch ? ', search_text = found_by' : ''}
      WHERE id = subject AND state IN ('SUBMITTED', 'UNDER_REVIEW', 'APPROVED', 'RESERVED')
        AND (body_id = ANY (access.acts_as('drafts')) OR conference_id = ANY (access.acts_as('reviews')))
      RETURNING person_id INTO corrected;
    IF corrected IS NULL
    THEN RAISE EXCEPTION 'Only drafters of the body and officers correct an address, past drafting' USING ERRCODE = '42501';
    END IF;
    UPDATE nominations.person SET email = address, email_fold = folded WHERE id = corrected;
  END $$`;
const GRANTS = [
  'REVOKE ALL ON FUNCTION nominations.correct_email FROM PUBLIC',
  'GRANT EXECUTE ON FUNCTION nominations.correct_email TO plenary_api',
];
const TABLES = ['nominations.person', 'nominations.nomination', 'nominations.watch_list_entry'];
const DROP_SEARCH_INDEX = 'DROP INDEX nominations.nomination_search';
const SEARCH_INDEX =
  'CREATE INDEX nomination_search ON nominations.nomination USING gin (search_text gin_trgm_ops)';

/**
 * What names are looked up, searched and sorted by is made by the code when they are written. The rows that are there get it
 * here, 5,000 at a time in one transaction, without the indexes: 100,000 take less than a minute.
 */
export class NamesAsPeopleWriteThem1764105000000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...['person', 'watch_list_entry'].map(
      (table) => `ALTER TABLE nominations.${table} ADD COLUMN name_key text NOT NULL DEFAULT '',
        ADD COLUMN name_codes text[] NOT NULL DEFAULT '{}'`,
    ),
    'GRANT UPDATE (name_key, name_codes) ON nominations.person TO plenary_api',
    DROP_SEARCH_INDEX,
    ...WITHOUT_SEARCH_BY_ORDER,
    ...SEARCH_BY_WORDS,
    'DROP FUNCTION nominations.correct_email',
    correctEmail(true),
    ...GRANTS,
    // The owner is bound by the walls too.
    ...TABLES.map((table) => `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`),
  ];

  protected readonly statementsDown = [
    ...WITHOUT_LOOK_ALIKES,
    'DROP FUNCTION nominations.correct_email',
    correctEmail(false),
    ...GRANTS,
    ...['watch_list_entry', 'person'].map(
      (table) => `ALTER TABLE nominations.${table} DROP COLUMN name_codes, DROP COLUMN name_key`,
    ),
  ];

  override async up(runner: QueryRunner): Promise<void> {
    await super.up(runner);
    await fillPeople(runner);
    await fillNominations(runner);
    await fillWatchList(runner);
    for (const statement of [
      ...TABLES.map((table) => `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`),
      SEARCH_INDEX,
      ...['person', 'watch_list_entry'].flatMap((table) => [
        `CREATE INDEX ${table}_name_key ON nominations.${table} USING gin (name_key gin_trgm_ops)`,
        `CREATE INDEX ${table}_name_codes ON nominations.${table} USING gin (name_codes)`,
      ]),
      ...LOOK_ALIKE_FUNCTIONS,
    ])
      await runner.query(statement);
  }

  override async down(runner: QueryRunner): Promise<void> {
    await super.down(runner);
    // The searches of before; it drops those of now.
    await new SearchSmallLists1764028829000().up(runner);
  }
}

interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

const fillPeople = (runner: QueryRunner): Promise<void> =>
  fillInBatches<Person>(runner, {
    read: 'SELECT id, name, email FROM nominations.person WHERE id > $1 ORDER BY id LIMIT $2',
    write: `UPDATE nominations.person p SET email_fold = v.email_fold, name_key = v.name_key, name_codes = string_to_array(v.codes, '|')
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS v (id, email_fold, name_key, codes) WHERE p.id = v.id`,
    columns: (person) => {
      const { emailFold, nameKey, nameCodes } = personKeys(person);
      return [emailFold, nameKey, nameCodes.join('|')];
    },
  });

const fillNominations = (runner: QueryRunner): Promise<void> =>
  fillInBatches<Person & { readonly organisation: string | null; readonly reference: string }>(runner, {
    read: `SELECT n.id, p.name, p.email, p.organisation, n.reference FROM nominations.nomination n
      JOIN nominations.person p ON p.id = n.person_id WHERE n.id > $1 ORDER BY n.id LIMIT $2`,
    write: `UPDATE nominations.nomination n SET search_text = v.search_text, sort_name = v.sort_name
      FROM unnest($1::uuid[], $2::text[], $3::text[]) AS v (id, search_text, sort_name) WHERE n.id = v.id`,
    columns: (row) => {
      const { searchText, sortName } = nominationKeys(row, row.reference);
      return [searchText, sortName];
    },
  });

const fillWatchList = (runner: QueryRunner): Promise<void> =>
  fillInBatches<Pick<Person, 'id' | 'name'>>(runner, {
    read: 'SELECT id, name FROM nominations.watch_list_entry WHERE id > $1 ORDER BY id LIMIT $2',
    write: `UPDATE nominations.watch_list_entry w SET name_key = v.name_key, name_codes = string_to_array(v.codes, '|')
      FROM unnest($1::uuid[], $2::text[], $3::text[]) AS v (id, name_key, codes) WHERE w.id = v.id`,
    columns: ({ name }) => {
      const { key, codes } = nameKeys(name);
      return [key, codes.join('|')];
    },
  });
