import { SchemaMigration } from '#libs/platform';

const IS_INVITEE = `(SELECT platform.scope_purpose()) = 'invitation'`;

/** How nominations find the one whose place the invitee has declined, and lock its invitation. */
interface Finding {
  /** FROM nominations `n`, whatever else is joined. */
  readonly from: string;
  readonly where: string;
  readonly id: string;
  readonly lock: string;
}

const BY_SOURCE: Finding = {
  from: 'FROM nominations.nomination n',
  where: `n.id = (SELECT invitations.declined_source('nomination'))`,
  id: `(SELECT invitations.declined_source('nomination'))`,
  lock: 'PERFORM invitations.lock_invited();',
};
const FORMER: Finding = {
  from: 'FROM invitations.invitation i JOIN nominations.nomination n ON n.id = i.nomination_id',
  where: `${IS_INVITEE} AND i.token_hash = (SELECT platform.scope_token_hash()) AND i.state = 'DECLINED'`,
  id: `(SELECT i.nomination_id FROM invitations.invitation i
            WHERE i.token_hash = platform.scope_token_hash() AND i.state = 'DECLINED')`,
  lock: `PERFORM FROM invitations.invitation i WHERE i.token_hash = platform.scope_token_hash() FOR NO KEY UPDATE;`,
};

const functions = ({ from, where, id, lock }: Finding): string[] => [
  `CREATE OR REPLACE FUNCTION nominations.place_of_declined() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
      SET search_path = pg_catalog AS $$
        SELECT CASE
            WHEN n.state <> 'APPROVED' THEN 'ENDED'
            WHEN e.consumed > 0 THEN 'KEPT'
            WHEN e.is_extra THEN 'EXTRA'
            WHEN q.on_offer > 0 AND q.held + q.consumed < q.allotted + q.overridden THEN 'FREE'
            ELSE 'GONE' END
        ${from}
        JOIN nominations.quota q ON q.body_id = n.body_id AND q.constituency_id = n.constituency_id
        CROSS JOIN LATERAL (SELECT coalesce(sum(t.consumed_delta), 0) AS consumed, coalesce(bool_or(t.kind = 'OVERRIDE'), false) AS is_extra
          FROM nominations.quota_entry t WHERE t.nomination_id = n.id) e
        WHERE ${where}
      $$`,
  // Locks as everybody does: nomination, invitation, quota. Answers how the place stood, taken unless GONE or ENDED.
  `CREATE OR REPLACE FUNCTION nominations.take_place_back(entry uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog AS $$
      DECLARE
        subject nominations.nomination;
        standing text;
        extra integer;
      BEGIN
        SELECT n.* INTO subject FROM nominations.nomination n WHERE ${IS_INVITEE} AND n.id = ${id} FOR NO KEY UPDATE OF n;
        IF subject.id IS NULL THEN RETURN NULL; END IF;
        ${lock}
        PERFORM FROM nominations.quota q
          WHERE q.body_id = subject.body_id AND q.constituency_id = subject.constituency_id FOR UPDATE;
        standing := nominations.place_of_declined();
        IF standing IN ('EXTRA', 'FREE') THEN
          extra := CASE standing WHEN 'EXTRA' THEN 1 ELSE 0 END;
          UPDATE nominations.quota q SET consumed = q.consumed + 1, overridden = q.overridden + extra,
              on_offer = q.on_offer - 1 + extra
            WHERE q.body_id = subject.body_id AND q.constituency_id = subject.constituency_id;
          INSERT INTO nominations.quota_entry (id, conference_id, body_id, quota_id, nomination_id, kind, held_delta,
              consumed_delta, allotted_delta, reason)
            SELECT entry, q.conference_id, q.body_id, q.id, subject.id,
              CASE standing WHEN 'EXTRA' THEN 'OVERRIDE' ELSE 'CONSUME' END, 0, 1, extra, 'Accepted after all'
            FROM nominations.quota q
            WHERE q.body_id = subject.body_id AND q.constituency_id = subject.constituency_id;
        END IF;
        RETURN standing;
      END $$`,
];

const keepDecline = (column: string, condition: string): string[] => [
  'DROP TRIGGER keep_decline ON invitations.invitation',
  `CREATE OR REPLACE FUNCTION nominations.keep_decline() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM nominations.quota_entry t WHERE t.nomination_id = NEW.${column}
            HAVING sum(t.consumed_delta) > 0)
        THEN RAISE EXCEPTION 'Who has declined accepts again with a place alone' USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
      END $$`,
  `CREATE TRIGGER keep_decline BEFORE UPDATE OF state ON invitations.invitation FOR EACH ROW
      WHEN (${condition}OLD.state = 'DECLINED' AND NEW.state = 'CONFIRMED') EXECUTE FUNCTION nominations.keep_decline()`,
];

/** Places are found by the source of an invitation, which invitations tell; those of other sources are no matter of the ledger. */
export class PlacesBySource1764119921000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...functions(BY_SOURCE),
    ...keepDecline('source_id', `NEW.source_type = 'nomination' AND `),
  ];

  protected readonly statementsDown = [...functions(FORMER), ...keepDecline('nomination_id', '')];
}
