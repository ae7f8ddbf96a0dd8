import { protectTable, SCOPE, SchemaMigration } from '#libs/platform';

const REFUSED = `USING ERRCODE = '23514', CONSTRAINT = 'separation_of_duties'`;

const carryDuties = (alsoPeople: string): string =>
  `CREATE OR REPLACE FUNCTION approvals.carry_duties() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
    BEGIN
      NEW.involved_before := ARRAY(SELECT DISTINCT person FROM approvals.review r,
          unnest(r.involved_before || r.recommended_by || ARRAY[r.created_by, r.last_edited_by]) AS person
        WHERE r.subject_id = NEW.subject_id AND person IS NOT NULL${alsoPeople});
      RETURN NEW;
    END $$`;

const separateEditors = (alsoInvolved: string): string =>
  `CREATE OR REPLACE FUNCTION approvals.separate_editors() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM approvals.review r JOIN approvals.review o USING (subject_id) WHERE r.id = NEW.review_id
        AND (NEW.by_user = ANY (o.involved_before) OR NEW.on_behalf_of = ANY (o.involved_before)))${alsoInvolved}
      THEN RAISE EXCEPTION 'Nobody signs off or promotes what they made, edited or recommended' ${REFUSED};
      END IF;
      RETURN NEW;
    END $$`;

/**
 * Whoever ever had a part in a subject stays kept from signing it off: who made it, who edited it at any time, who
 * submitted it and who answered for it. The subject's own context writes it down, by a trigger on its table.
 */
export class Involvement1764103000000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE TABLE approvals.involvement (
      subject_id uuid NOT NULL,
      user_id uuid NOT NULL,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      PRIMARY KEY (subject_id, user_id)
    )`,
    ...protectTable({ table: 'approvals.involvement', read: SCOPE.conferenceWide }),
    'CREATE POLICY owner_involvement ON approvals.involvement TO CURRENT_USER USING (true) WITH CHECK (true)',
    // For triggers that run as the owner alone: nobody puts another's name, or takes theirs away.
    `CREATE FUNCTION approvals.take_part(subject uuid, of_conference uuid, people uuid[]) RETURNS void
      LANGUAGE sql SET search_path = pg_catalog
      BEGIN ATOMIC
        INSERT INTO approvals.involvement (subject_id, user_id, conference_id)
          SELECT DISTINCT subject, person, of_conference FROM unnest(people) AS person WHERE person IS NOT NULL
          ON CONFLICT DO NOTHING;
      END`,
    'REVOKE ALL ON FUNCTION approvals.take_part FROM PUBLIC',
    carryDuties(` UNION SELECT i.user_id FROM approvals.involvement i WHERE i.subject_id = NEW.subject_id`),
    separateEditors(`
        OR EXISTS (SELECT FROM approvals.review r JOIN approvals.involvement i USING (subject_id)
          WHERE r.id = NEW.review_id AND i.user_id IN (NEW.by_user, NEW.on_behalf_of))`),
    `CREATE FUNCTION approvals.separate_makers() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM approvals.review r WHERE r.id = NEW.review_id AND r.created_by = NEW.by_user)
        THEN RAISE EXCEPTION 'Nobody recommends what they made' ${REFUSED};
        END IF;
        RETURN NEW;
      END $$`,
    `CREATE TRIGGER separate_makers BEFORE INSERT ON approvals.step FOR EACH ROW WHEN (NEW.kind = 'RECOMMEND')
      EXECUTE FUNCTION approvals.separate_makers()`,
  ];

  protected readonly statementsDown = [
    'DROP TRIGGER separate_makers ON approvals.step',
    'DROP FUNCTION approvals.separate_makers',
    separateEditors(''),
    carryDuties(''),
    'DROP FUNCTION approvals.take_part',
    'DROP TABLE approvals.involvement',
  ];
}
