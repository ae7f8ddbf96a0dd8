import { SchemaMigration } from '#libs/platform';

const IS_INVITEE = `(SELECT platform.scope_purpose()) = 'invitation'`;

/**
 * Who has declined may accept after all while the place is still there. An invitee reaches one invitation and nothing else,
 * so the owner looks at the place and takes it, for whoever has the link and for nobody else.
 */
export class PlacesTakenBack1764112000000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE POLICY owner_take_back ON nominations.quota TO CURRENT_USER USING (${IS_INVITEE}) WITH CHECK (${IS_INVITEE})`,
    `CREATE POLICY owner_take_back ON nominations.quota_entry TO CURRENT_USER USING (${IS_INVITEE}) WITH CHECK (${IS_INVITEE})`,
    // How the place of the caller's declined invitation stands; nothing where there is none. KEPT: it was not given back
    // yet. EXTRA: it was beyond the quota, for this person alone. FREE: on offer still. GONE: somebody else has it. ENDED:
    // the nomination is over.
    `CREATE FUNCTION nominations.place_of_declined() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
      SET search_path = pg_catalog AS $$
        SELECT CASE
            WHEN n.state <> 'APPROVED' THEN 'ENDED'
            WHEN e.consumed > 0 THEN 'KEPT'
            WHEN e.is_extra THEN 'EXTRA'
            WHEN q.on_offer > 0 AND q.held + q.consumed < q.allotted + q.overridden THEN 'FREE'
            ELSE 'GONE' END
        FROM invitations.invitation i
        JOIN nominations.nomination n ON n.id = i.nomination_id
        JOIN nominations.quota q ON q.body_id = n.body_id AND q.constituency_id = n.constituency_id
        CROSS JOIN LATERAL (SELECT coalesce(sum(t.consumed_delta), 0) AS consumed, coalesce(bool_or(t.kind = 'OVERRIDE'), false) AS is_extra
          FROM nominations.quota_entry t WHERE t.nomination_id = n.id) e
        WHERE ${IS_INVITEE} AND i.token_hash = (SELECT platform.scope_token_hash()) AND i.state = 'DECLINED'
      $$`,
    // Locks as everybody does: nomination, invitation, quota. Answers how the place stood, taken unless GONE or ENDED.
    `CREATE FUNCTION nominations.take_place_back(entry uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog AS $$
      DECLARE
        subject nominations.nomination;
        standing text;
        extra integer;
      BEGIN
        SELECT n.* INTO subject FROM nominations.nomination n
          WHERE ${IS_INVITEE} AND n.id = (SELECT i.nomination_id FROM invitations.invitation i
            WHERE i.token_hash = platform.scope_token_hash() AND i.state = 'DECLINED')
          FOR NO KEY UPDATE OF n;
        IF subject.id IS NULL THEN RETURN NULL; END IF;
        PERFORM FROM invitations.invitation i WHERE i.token_hash = platform.scope_token_hash() FOR NO KEY UPDATE;
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
    // Nobody accepts after a decline without a place, whatever a statement of theirs says.
    `CREATE FUNCTION nominations.keep_decline() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM nominations.quota_entry t WHERE t.nomination_id = NEW.nomination_id
            HAVING sum(t.consumed_delta) > 0)
        THEN RAISE EXCEPTION 'Who has declined accepts again with a place alone' USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
      END $$`,
    `CREATE TRIGGER keep_decline BEFORE UPDATE OF state ON invitations.invitation FOR EACH ROW
      WHEN (OLD.state = 'DECLINED' AND NEW.state = 'CONFIRMED') EXECUTE FUNCTION nominations.keep_decline()`,
    ...['place_of_declined', 'take_place_back', 'keep_decline'].map(
      (name) => `REVOKE ALL ON FUNCTION nominations.${name} FROM PUBLIC`,
    ),
    'GRANT EXECUTE ON FUNCTION nominations.place_of_declined, nominations.take_place_back TO plenary_api',
  ];

  protected readonly statementsDown = [
    'DROP TRIGGER keep_decline ON invitations.invitation',
    'DROP FUNCTION nominations.keep_decline',
    'DROP FUNCTION nominations.take_place_back',
    'DROP FUNCTION nominations.place_of_declined',
    'DROP POLICY owner_take_back ON nominations.quota_entry',
    'DROP POLICY owner_take_back ON nominations.quota',
  ];
}
