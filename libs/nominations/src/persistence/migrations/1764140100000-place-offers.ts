import {
  bodyDuty,
  bodyOrConference,
  hostDuty,
  isCaller,
  protectTable,
  SchemaMigration,
} from '#libs/platform';

/** The receiver knows nothing of an offer before it is told. */
const RECEIVES = `(is_told AND to_body_id = ANY ((SELECT platform.scope_bodies())::uuid[]))`;
const ACCEPTS = `to_body_id = ANY (access.acts_as('coordinates'))`;
const MODE = (state: string, mode: string): string => `EXISTS (SELECT FROM conference.conference c
  WHERE c.id = place_offer.conference_id AND c.place_transfers = '${mode}' AND place_offer.state = '${state}')`;

/** Quotas of the two bodies of an offer that the caller may answer. */
const OF_OFFER = `EXISTS (SELECT FROM nominations.place_offer p
  WHERE p.constituency_id = quota.constituency_id AND quota.body_id IN (p.body_id, p.to_body_id) AND p.${ACCEPTS})`;
const ENTRY_OF_OFFER = `EXISTS (SELECT FROM nominations.place_offer p WHERE p.id = quota_entry.place_offer_id AND p.${ACCEPTS})`;

/**
 * A body offers free places of a constituency to another, which accepts or declines. Who accepts moves places of both bodies and sees but
 * its own, so the owner writes it, and asks who it is for.
 */
export class PlaceOffers1764140100000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE TABLE nominations.place_offer (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      -- Whose places they are.
      body_id uuid NOT NULL REFERENCES conference.body,
      to_body_id uuid NOT NULL REFERENCES conference.body,
      constituency_id uuid NOT NULL REFERENCES conference.constituency,
      count integer NOT NULL CHECK (count BETWEEN 1 AND 1000000),
      note text,
      state text NOT NULL CHECK (state IN ('AWAITING_HOST', 'OFFERED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'REFUSED', 'EXPIRED')),
      -- Whether the receiver may know of it: from then on, whatever becomes of it.
      is_told boolean NOT NULL,
      version integer NOT NULL DEFAULT 1,
      offered_by uuid NOT NULL,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      expires_at timestamptz NOT NULL,
      answered_at timestamptz,
      CONSTRAINT place_offer_to_another CHECK (body_id <> to_body_id)
    )`,
    'CREATE INDEX place_offer_conference ON nominations.place_offer (conference_id, id)',
    'CREATE INDEX place_offer_body ON nominations.place_offer (body_id, id)',
    'CREATE INDEX place_offer_to_body ON nominations.place_offer (to_body_id, id)',
    ...protectTable({
      table: 'nominations.place_offer',
      read: `${bodyOrConference} OR ${RECEIVES}`,
      write: `${bodyOrConference} OR ${RECEIVES}`,
      privileges: 'INSERT, UPDATE (state, is_told, version, answered_at)',
    }),
    `ALTER POLICY api_insert ON nominations.place_offer WITH CHECK (${isCaller('offered_by')} AND ${bodyDuty('coordinates')}
      AND ((NOT is_told AND ${MODE('AWAITING_HOST', 'WITH_HOST')}) OR (is_told AND ${MODE('OFFERED', 'BETWEEN_BODIES')})))`,
    `ALTER POLICY api_update ON nominations.place_offer WITH CHECK ((${bodyDuty('coordinates')} AND state = 'WITHDRAWN')
      OR (${hostDuty('approves')} AND (state = 'REFUSED' OR (state = 'OFFERED' AND is_told))))`,
    // Policies see one version of a row; only a trigger can tell from where it goes.
    `CREATE FUNCTION nominations.keep_place_offer() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
      BEGIN
        IF NOT (CASE NEW.state
            WHEN 'OFFERED' THEN OLD.state = 'AWAITING_HOST'
            WHEN 'REFUSED' THEN OLD.state = 'AWAITING_HOST'
            WHEN 'ACCEPTED' THEN OLD.state = 'OFFERED'
            WHEN 'DECLINED' THEN OLD.state = 'OFFERED'
            WHEN 'WITHDRAWN' THEN OLD.state IN ('AWAITING_HOST', 'OFFERED')
            WHEN 'EXPIRED' THEN OLD.state IN ('AWAITING_HOST', 'OFFERED')
            ELSE false END)
        THEN RAISE EXCEPTION 'An offer of places does not go from % to %', OLD.state, NEW.state USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
      END $$`,
    `CREATE TRIGGER keep_place_offer BEFORE UPDATE OF state ON nominations.place_offer FOR EACH ROW
      WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION nominations.keep_place_offer()`,

    'ALTER TABLE nominations.quota_entry ADD COLUMN place_offer_id uuid REFERENCES nominations.place_offer',
    'CREATE INDEX quota_entry_place_offer ON nominations.quota_entry (place_offer_id) WHERE place_offer_id IS NOT NULL',

    `CREATE POLICY owner_answer ON nominations.place_offer TO CURRENT_USER USING (${ACCEPTS}) WITH CHECK (${ACCEPTS})`,
    `CREATE POLICY owner_answer ON nominations.quota TO CURRENT_USER USING (${OF_OFFER}) WITH CHECK (${OF_OFFER})`,
    `CREATE POLICY owner_answer ON nominations.quota_entry TO CURRENT_USER USING (${ENTRY_OF_OFFER}) WITH CHECK (${ENTRY_OF_OFFER})`,
    // Locks as everybody does: the offer, then the quotas by id. What is given away was held for it, so it is there; what of it was on
    // offer to the giver's reserve list goes with it. waited: how many of the added places somebody of the receiver's waits for. False,
    // and nothing moves, where its time has ended since the caller looked.
    `CREATE FUNCTION nominations.answer_place_offer(offer uuid, answer text, entry_of_giver uuid, entry_of_receiver uuid, waited integer)
      RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      DECLARE
        asked nominations.place_offer;
        passed integer;
        kind_of_entry text;
      BEGIN
        UPDATE nominations.place_offer p SET state = answer, version = version + 1, answered_at = clock_timestamp()
          WHERE p.id = offer AND p.state = 'OFFERED' AND answer IN ('ACCEPTED', 'DECLINED') AND p.expires_at > clock_timestamp()
            AND p.${ACCEPTS}
          RETURNING p.* INTO asked;
        IF asked.id IS NULL THEN
          IF EXISTS (SELECT FROM nominations.place_offer p WHERE p.id = offer AND p.state = 'OFFERED'
            AND p.expires_at <= clock_timestamp() AND p.${ACCEPTS})
          THEN RETURN false;
          END IF;
          RAISE EXCEPTION 'Only coordinators of the body answer what it is offered, while it is' USING ERRCODE = '42501';
        END IF;
        passed := CASE answer WHEN 'ACCEPTED' THEN asked.count ELSE 0 END;
        kind_of_entry := CASE answer WHEN 'ACCEPTED' THEN 'TRANSFER' ELSE 'RELEASE' END;
        IF passed > 0 THEN
          INSERT INTO nominations.quota (id, conference_id, body_id, constituency_id, allotted)
            VALUES (entry_of_receiver, asked.conference_id, asked.to_body_id, asked.constituency_id, 0)
            ON CONFLICT (body_id, constituency_id) DO NOTHING;
        END IF;
        PERFORM FROM nominations.quota q WHERE q.constituency_id = asked.constituency_id
          AND q.body_id IN (asked.body_id, asked.to_body_id) ORDER BY q.id FOR UPDATE;
        UPDATE nominations.quota q SET held = q.held - asked.count, allotted = q.allotted - passed,
            on_offer = least(q.on_offer - least(passed,
                greatest(q.on_offer - (q.allotted + q.overridden - q.held - q.consumed), 0)),
              q.allotted - passed + q.overridden - q.consumed)
          WHERE q.body_id = asked.body_id AND q.constituency_id = asked.constituency_id;
        INSERT INTO nominations.quota_entry (id, conference_id, body_id, quota_id, place_offer_id, kind, held_delta, consumed_delta,
            allotted_delta)
          SELECT entry_of_giver, q.conference_id, q.body_id, q.id, asked.id, kind_of_entry, -asked.count, 0, -passed
          FROM nominations.quota q WHERE q.body_id = asked.body_id AND q.constituency_id = asked.constituency_id;
        IF passed > 0 THEN
          UPDATE nominations.quota q SET allotted = q.allotted + passed,
              on_offer = least(greatest(q.on_offer, waited), q.allotted + passed + q.overridden - q.held - q.consumed)
            WHERE q.body_id = asked.to_body_id AND q.constituency_id = asked.constituency_id;
          INSERT INTO nominations.quota_entry (id, conference_id, body_id, quota_id, place_offer_id, kind, held_delta, consumed_delta,
              allotted_delta, by_user)
            SELECT entry_of_receiver, q.conference_id, q.body_id, q.id, asked.id, kind_of_entry, 0, 0, passed, platform.scope_user()
            FROM nominations.quota q WHERE q.body_id = asked.to_body_id AND q.constituency_id = asked.constituency_id;
        END IF;
        RETURN true;
      END $$`,
    'REVOKE ALL ON FUNCTION nominations.answer_place_offer FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION nominations.answer_place_offer TO plenary_api',
  ];

  protected readonly statementsDown = [
    'DROP FUNCTION nominations.answer_place_offer',
    'DROP POLICY owner_answer ON nominations.quota_entry',
    'DROP POLICY owner_answer ON nominations.quota',
    'ALTER TABLE nominations.quota_entry DROP COLUMN place_offer_id',
    'DROP TABLE nominations.place_offer',
    'DROP FUNCTION nominations.keep_place_offer',
  ];
}
