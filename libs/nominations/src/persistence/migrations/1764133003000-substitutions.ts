import { bodyDuty, checkInstead, down, isCaller, SchemaMigration, up } from '#libs/platform';

const FORMER_INSERT = `${isCaller('created_by')} AND ${isCaller('last_edited_by')}
      AND ((state = 'DRAFT' AND ${bodyDuty('drafts')}) OR (state = 'SUBMITTED' AND ${bodyDuty('coordinates')}))`;

/** Coordinators of the body and officers of the host, as far as roles go. */
const substitutes = (row: string): string =>
  `(${row}body_id = ANY (access.acts_as('coordinates')) OR ${row}conference_id = ANY (access.acts_as('reviews')))`;

const steps = [
  {
    up: [
      'ALTER TABLE nominations.nomination ADD COLUMN supersedes uuid REFERENCES nominations.nomination',
      // Whose place it is has one successor.
      'CREATE UNIQUE INDEX nomination_supersedes ON nominations.nomination (supersedes) WHERE supersedes IS NOT NULL',
    ],
    down: ['ALTER TABLE nominations.nomination DROP COLUMN supersedes'],
  },
  // Nobody takes a place by saying so: the owner writes it, below.
  checkInstead(
    'nominations.nomination',
    'api_insert',
    `supersedes IS NULL AND ${FORMER_INSERT}`,
    FORMER_INSERT,
  ),
  {
    up: [
      'CREATE POLICY owner_substitute ON nominations.nomination FOR INSERT TO CURRENT_USER WITH CHECK (supersedes IS NOT NULL)',
      // The place is the former's: same body, constituency, capacity and rank. Past the end of the conference's window officers alone.
      `CREATE FUNCTION nominations.substitute(former uuid, facts jsonb, said jsonb) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
        DECLARE
          was nominations.nomination;
          about nominations.nomination := jsonb_populate_record(NULL::nominations.nomination, said);
          who nominations.person := jsonb_populate_record(NULL::nominations.person, facts);
        BEGIN
          UPDATE nominations.nomination n SET state = 'SUPERSEDED', version = version + 1, updated_at = clock_timestamp(),
              return_question = NULL, answer_due_at = NULL
            WHERE n.id = former AND n.state IN ('SUBMITTED', 'UNDER_REVIEW', 'RETURNED', 'APPROVED')
              AND (n.conference_id = ANY (access.acts_as('reviews')) OR (n.body_id = ANY (access.acts_as('coordinates'))
                AND conference.substitutions_open(n.conference_id)))
            RETURNING n.* INTO was;
          IF was.id IS NULL
          THEN RAISE EXCEPTION 'Only coordinators of the body, until it is frozen, and officers name somebody else for a place'
            USING ERRCODE = '42501';
          END IF;
          who.conference_id := was.conference_id;
          who.body_id := was.body_id;
          INSERT INTO nominations.person SELECT who.*;
          INSERT INTO nominations.nomination (id, conference_id, body_id, constituency_id, person_id, reference, state, capacity,
              justification, rank, external_reference, second_reason, created_by, last_edited_by, submitted_at, search_text,
              sort_name, supersedes)
            VALUES (about.id, was.conference_id, was.body_id, was.constituency_id, who.id, about.reference, 'SUBMITTED', was.capacity,
              about.justification, was.rank, about.external_reference, about.second_reason, platform.scope_user(),
              platform.scope_user(), clock_timestamp(), about.search_text, about.sort_name, was.id);
        END $$`,
      `CREATE POLICY owner_pass ON nominations.quota TO CURRENT_USER USING (${substitutes('')}) WITH CHECK (${substitutes('')})`,
      `CREATE POLICY owner_pass ON nominations.quota_entry TO CURRENT_USER USING (${substitutes('')}) WITH CHECK (${substitutes('')})`,
      // From the superseded to its successor, which holds it until it is decided. What is free stays as it is, and so does what is on
      // offer. A place beyond the quota was for one person and ends with it: the successor needs one of the quota.
      `CREATE FUNCTION nominations.pass_place(former uuid, entry_of_former uuid, successor uuid, entry_of_successor uuid) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
        DECLARE
          next nominations.nomination;
          place uuid;
          was record;
        BEGIN
          SELECT n.* INTO next FROM nominations.nomination n
            WHERE n.id = successor AND n.supersedes = former AND ${substitutes('n.')};
          SELECT coalesce(sum(e.held_delta), 0) AS held, coalesce(sum(e.consumed_delta), 0) AS consumed,
              coalesce(sum(e.allotted_delta), 0) AS extra
            INTO was FROM nominations.quota_entry e WHERE e.nomination_id = former;
          IF next.id IS NULL OR was.held + was.consumed <> 1
          THEN RAISE EXCEPTION 'There is no place to pass on' USING ERRCODE = '42501';
          END IF;
          SELECT q.id INTO place FROM nominations.quota q
            WHERE q.body_id = next.body_id AND q.constituency_id = next.constituency_id;
          IF was.consumed > 0 THEN
            UPDATE nominations.quota q SET held = q.held + 1, consumed = q.consumed - 1, overridden = q.overridden - was.extra
              WHERE q.id = place;
          END IF;
          INSERT INTO nominations.quota_entry (id, conference_id, body_id, quota_id, nomination_id, kind, held_delta, consumed_delta,
              allotted_delta, by_user, reason)
            VALUES (entry_of_former, next.conference_id, next.body_id, place, former, 'TRANSFER', -was.held, -was.consumed, -was.extra,
                platform.scope_user(), 'Substitution'),
              (entry_of_successor, next.conference_id, next.body_id, place, successor, 'TRANSFER', 1, 0, 0,
                platform.scope_user(), 'Substitution');
        END $$`,
      'REVOKE ALL ON FUNCTION nominations.substitute, nominations.pass_place FROM PUBLIC',
      'GRANT EXECUTE ON FUNCTION nominations.substitute, nominations.pass_place TO plenary_api',
    ],
    down: [
      'DROP FUNCTION nominations.pass_place',
      'DROP POLICY owner_pass ON nominations.quota_entry',
      'DROP POLICY owner_pass ON nominations.quota',
      'DROP FUNCTION nominations.substitute',
      'DROP POLICY owner_substitute ON nominations.nomination',
    ],
  },
];

/**
 * Another person takes a place: the nomination of the former is kept as superseded, and the place passes over without ever being free.
 * Past drafting nobody else may write such rows, so the owner does, and asks who it is for.
 */
export class Substitutions1764133003000 extends SchemaMigration {
  protected readonly statementsUp = up(steps);
  protected readonly statementsDown = down(steps);
}
