import {
  bodyDuty,
  bodyOrConference,
  changeOnly,
  checkInstead,
  down,
  hostDuty,
  isCaller,
  SCOPE,
  SchemaMigration,
  up,
} from '#libs/platform';

const HOST_ONLY = SCOPE.conferenceWide;
const [drafts, coordinates] = [bodyDuty('drafts'), bodyDuty('coordinates')];
const [reviews, approves, administers] = [hostDuty('reviews'), hostDuty('approves'), hostDuty('administers')];
const KEEPERS_OF_WATCH_LIST = hostDuty('reviews', 'administers');

const steps = [
  checkInstead('nominations.person', 'api_insert', drafts, bodyOrConference),
  checkInstead('nominations.person', 'api_update', drafts, bodyOrConference),
  changeOnly('nominations.person', [
    'name',
    'honorific',
    'email',
    'email_fold',
    'organisation',
    'job_title',
    'country',
    'language',
  ]),

  // Who made it and who last edited it is what separation of duties looks at: nobody writes another's name there.
  checkInstead(
    'nominations.nomination',
    'api_insert',
    `${isCaller('created_by')} AND ${isCaller('last_edited_by')}
      AND ((state = 'DRAFT' AND ${drafts}) OR (state = 'SUBMITTED' AND ${coordinates}))`,
    bodyOrConference,
  ),
  // By the state in which each role leaves a nomination behind.
  checkInstead(
    'nominations.nomination',
    'api_update',
    `(state IN ('DRAFT', 'RETURNED') AND ${isCaller('last_edited_by')} AND ${drafts})
      OR (state IN ('SUBMITTED', 'WITHDRAWN') AND ${coordinates})
      OR (state IN ('UNDER_REVIEW', 'RETURNED') AND ${reviews})
      OR (state IN ('UNDER_REVIEW', 'APPROVED', 'RESERVED', 'REJECTED') AND ${approves})`,
    bodyOrConference,
  ),
  changeOnly('nominations.nomination', [
    'constituency_id',
    'state',
    'version',
    'capacity',
    'justification',
    'rank',
    'return_question',
    'answer_due_at',
    'last_edited_by',
    'updated_at',
    'submitted_at',
    'search_text',
    'sort_name',
  ]),

  {
    // Policies see one version of a row; only a trigger can tell what changed.
    up: [
      `CREATE FUNCTION nominations.keep_from_body() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
        BEGIN
          IF current_user = 'plenary_api'
            AND (NEW.state = 'RETURNED' AND NEW.conference_id = ANY (access.acts_as('reviews'))) IS NOT TRUE
          THEN RAISE EXCEPTION 'Only officers give a nomination back' USING ERRCODE = '42501';
          END IF;
          RETURN NEW;
        END $$`,
      `CREATE TRIGGER keep_from_body BEFORE UPDATE OF state ON nominations.nomination FOR EACH ROW
        WHEN (NEW.state IN ('DRAFT', 'RETURNED') AND NEW.state <> OLD.state) EXECUTE FUNCTION nominations.keep_from_body()`,
    ],
    down: [
      'DROP TRIGGER keep_from_body ON nominations.nomination',
      'DROP FUNCTION nominations.keep_from_body',
    ],
  },

  // A nominator who changes the constituency of a returned nomination moves its place along.
  checkInstead(
    'nominations.quota',
    'api_update',
    `${drafts} OR ${hostDuty('approves', 'administers')}`,
    bodyOrConference,
  ),
  changeOnly('nominations.quota', ['allotted', 'overridden', 'held', 'consumed', 'on_offer']),
  {
    up: [
      `CREATE FUNCTION nominations.keep_override() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
        BEGIN
          IF current_user = 'plenary_api' AND (NEW.conference_id = ANY (access.acts_as('approves'))) IS NOT TRUE
          THEN RAISE EXCEPTION 'Only approvers give places beyond the quota' USING ERRCODE = '42501';
          END IF;
          RETURN NEW;
        END $$`,
      `CREATE TRIGGER keep_override BEFORE UPDATE OF overridden ON nominations.quota FOR EACH ROW
        WHEN (NEW.overridden <> OLD.overridden) EXECUTE FUNCTION nominations.keep_override()`,
    ],
    down: ['DROP TRIGGER keep_override ON nominations.quota', 'DROP FUNCTION nominations.keep_override'],
  },
  checkInstead(
    'nominations.quota_entry',
    'api_insert',
    `${isCaller('by_user')} AND ((kind IN ('HOLD', 'RELEASE') AND ${drafts})
      OR (kind IN ('CONSUME', 'RELEASE', 'OVERRIDE') AND ${approves}) OR (kind = 'ALLOCATE' AND ${administers}))`,
    bodyOrConference,
  ),

  checkInstead('nominations.screening', 'api_insert', coordinates, `${HOST_ONLY} OR ${SCOPE.ownBody}`),
  checkInstead('nominations.watch_list_entry', 'api_insert', KEEPERS_OF_WATCH_LIST, HOST_ONLY),
  {
    up: [`ALTER POLICY api_delete ON nominations.watch_list_entry USING (${KEEPERS_OF_WATCH_LIST})`],
    down: [`ALTER POLICY api_delete ON nominations.watch_list_entry USING (${HOST_ONLY})`],
  },
];

/** The database knows who drafts, who submits, who recommends and who signs off, and asks no table for it. */
export class NominationsByDuty1764028814000 extends SchemaMigration {
  protected readonly statementsUp = up(steps);
  protected readonly statementsDown = down(steps);
}
