import type pg from 'pg';
import { inventNames } from '#libs/names/testing';
import { nominationKeys, personKeys } from '#libs/nominations/testing';

const CHUNK = 5_000;
const RENAME = `WITH named AS (
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
      AS v (id, name, name_key, codes, search_text, sort_name)
  ), people AS (
    UPDATE nominations.person p SET name = v.name, name_key = v.name_key, name_codes = string_to_array(v.codes, '|')
    FROM named v WHERE p.id = v.id
  )
  UPDATE nominations.nomination n SET search_text = v.search_text, sort_name = v.sort_name FROM named v WHERE n.person_id = v.id`;
const READ = `SELECT p.id, p.organisation, p.email, n.reference
  FROM nominations.person p JOIN nominations.nomination n ON n.person_id = p.id ORDER BY p.id`;

/**
 * Gives everybody of a seeded database a name as people have them: the seed's few hundred names, each borne by hundreds, are
 * right for lists and wrong for whatever compares people. Answers the ids and names.
 */
export async function renameEverybody(
  admin: pg.Client,
): Promise<{ readonly id: string; readonly name: string }[]> {
  const { rows } = await admin.query<{ id: string; organisation: string; email: string; reference: string }>(
    READ,
  );
  const names = inventNames(rows.length);
  const people = rows.map((row, index) => ({ ...row, name: names[index] ?? '' }));
  await admin.query('SET session_replication_role = replica');
  for (let from = 0; from < people.length; from += CHUNK) {
    const some = people.slice(from, from + CHUNK);
    const keys = some.map((person) => ({
      ...personKeys(person),
      ...nominationKeys(person, person.reference),
    }));
    await admin.query(RENAME, [
      some.map(({ id }) => id),
      some.map(({ name }) => name),
      keys.map(({ nameKey }) => nameKey),
      keys.map(({ nameCodes }) => nameCodes.join('|')),
      keys.map(({ searchText }) => searchText),
      keys.map(({ sortName }) => sortName),
    ]);
  }
  await admin.query('SET session_replication_role = origin');
  await admin.query('VACUUM (ANALYZE) nominations.person, nominations.nomination');
  return people;
}
