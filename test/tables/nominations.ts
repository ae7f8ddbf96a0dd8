import { newId } from '#libs/kernel';
import { type TablesOfContext } from './support/tables.js';
import {
  CORRECTORS,
  DRAFTERS,
  insert,
  is,
  ME,
  NEW,
  NOBODY,
  OF_CONFERENCE,
  OF_ICC,
  remove,
  row,
  SUBSTITUTERS,
  update,
  type Change,
  type RoleTried,
  type WorldRow,
} from './support/trial.js';

const leave = (what: string, may: readonly RoleTried[], state: string, of: WorldRow = 'submitted'): Change =>
  update('nominations.nomination', what, may, `state = '${state}'`, is(of));

/** Through functions of the owner's, each of which writes this and nothing else. */
const corrects = (what: string, may: readonly RoleTried[], of: WorldRow): Change => ({
  ...update('nominations.nomination', `corrects the address ${what}`, may, '', ''),
  statement: `SELECT nominations.correct_email('${row(of)}', 'other@example.org', 'other@example.org', 'other')`,
});

/** Likewise: the former's place goes to another person. */
const substitutes = (what: string, may: readonly RoleTried[], of: WorldRow): Change => ({
  ...update('nominations.nomination', `names somebody else for the place ${what}`, may, '', ''),
  statement: `SELECT nominations.substitute('${row(of)}', '{"id": "${NEW}", "name": "Other", "name_key": "other", "name_codes": []}',
    '{"id": "${NEW}", "reference": "${NEW}", "search_text": "other", "sort_name": "other"}')`,
});

/** Says of two nominations whether they are of one person. A copy names a first one that is none. */
const JUDGES: readonly RoleTried[] = ['officer', 'approver'];
const judges = (what: string, may: readonly RoleTried[], judge: string) => ({
  ...insert('nominations.duplicate_judgement', what, may, OF_CONFERENCE, {
    first_id: '00000000-0000-7000-8000-000000000000',
    judged_by: judge,
  }),
  stoppedBy: 'duplicate_judgement_first_id_fkey',
});
const AWAITS_HOST = `state = 'AWAITING_HOST'`;

/** One of a pair takes facts from the other. */
const merges = (what: string, may: readonly RoleTried[], but: Readonly<Record<string, string>>) =>
  insert('nominations.duplicate_merge', what, may, OF_CONFERENCE, { id: NEW, ...but });

const TEXT = 'nominations.organisation_text';
/** Whoever drafts for the body, and whoever keeps the organisations of the host. */
const TEXT_WRITERS: readonly RoleTried[] = ['administrator', 'officer', ...DRAFTERS];
const MATCHED = `organisation_id = '${NEW}', matched_by = '${ME}', matched_at = now()`;

export const tables: TablesOfContext = {
  trials: [
    {
      ...insert('nominations.quota', 'makes a quota', ['administrator'], OF_ICC, {
        id: NEW,
        constituency_id: NEW,
      }),
      stoppedBy: 'quota_constituency_id_fkey',
    },
    update(
      'nominations.quota',
      'takes a place',
      ['administrator', 'approver', ...DRAFTERS],
      'held = held + 1',
      OF_ICC,
    ),
    update('nominations.quota', 'allots places', ['administrator'], 'allotted = allotted + 1', OF_ICC),
    update(
      'nominations.quota',
      'gives a place beyond the quota',
      ['approver'],
      'overridden = overridden + 1',
      OF_ICC,
    ),
    ...[
      ['HOLD', DRAFTERS] as const,
      ['RELEASE', [...DRAFTERS, 'approver'] as const] as const,
      ['CONSUME', ['approver'] as const] as const,
      ['OVERRIDE', ['approver'] as const] as const,
      ['ALLOCATE', ['administrator'] as const] as const,
      ['TRANSFER', NOBODY] as const,
    ].map(([kind, may]) =>
      insert('nominations.quota_entry', `enters a ${kind}`, may, OF_ICC, { id: NEW, kind, by_user: ME }),
    ),
    insert('nominations.quota_entry', 'enters a promotion of nobody, outside a release', NOBODY, OF_ICC, {
      id: NEW,
      kind: 'CONSUME',
      by_user: null,
    }),
    insert('nominations.quota_entry', 'enters a hold of nobody', NOBODY, OF_ICC, {
      id: NEW,
      kind: 'HOLD',
      by_user: null,
    }),
    insert('nominations.quota_entry', 'enters a hold as somebody else', NOBODY, OF_ICC, {
      id: NEW,
      kind: 'HOLD',
      by_user: NEW,
    }),
    insert('nominations.person', 'adds a person', DRAFTERS, OF_ICC, { id: NEW }),
    update('nominations.person', 'changes a person', DRAFTERS, `name = 'Other'`, OF_ICC),
    insert('nominations.nomination', 'drafts', DRAFTERS, is('draft'), {
      id: NEW,
      reference: NEW,
      created_by: ME,
      last_edited_by: ME,
    }),
    insert('nominations.nomination', 'drafts and submits', ['coordinator'], is('draft'), {
      id: NEW,
      reference: NEW,
      state: 'SUBMITTED',
      created_by: ME,
      last_edited_by: ME,
    }),
    insert('nominations.nomination', 'drafts what is approved already', NOBODY, is('draft'), {
      id: NEW,
      reference: NEW,
      state: 'APPROVED',
      created_by: ME,
      last_edited_by: ME,
    }),
    insert('nominations.nomination', 'drafts as somebody else', NOBODY, is('draft'), {
      id: NEW,
      reference: NEW,
      created_by: NEW,
      last_edited_by: NEW,
    }),
    update(
      'nominations.nomination',
      'edits a draft',
      DRAFTERS,
      `rank = 7, last_edited_by = '${ME}'`,
      is('draft'),
    ),
    update(
      'nominations.nomination',
      'edits a draft as somebody else',
      NOBODY,
      `rank = 7, last_edited_by = '${NEW}'`,
      is('draft'),
    ),
    leave('submits', ['coordinator'], 'SUBMITTED', 'draft'),
    leave('withdraws', ['coordinator'], 'WITHDRAWN'),
    leave('begins the review', ['officer', 'approver'], 'UNDER_REVIEW'),
    leave('returns', ['officer'], 'RETURNED'),
    leave('releases an approval', ['approver'], 'APPROVED'),
    leave('releases a reservation', ['approver'], 'RESERVED'),
    leave('releases a rejection', ['approver'], 'REJECTED'),
    leave('takes back into draft', NOBODY, 'DRAFT'),
    leave('lets lapse', NOBODY, 'LAPSED'),
    leave('supersedes', NOBODY, 'SUPERSEDED'),
    insert('nominations.screening', 'asks for a screening', CORRECTORS, OF_ICC, {
      nomination_version: 99,
      state: 'PENDING',
    }),
    insert('nominations.screening', 'says what a screening found', NOBODY, OF_ICC, {
      nomination_version: 99,
      state: 'CLEAR',
    }),
    corrects('of what is submitted', CORRECTORS, 'submitted'),
    corrects('of a draft, past all other checks', NOBODY, 'draft'),
    substitutes('of what is submitted', SUBSTITUTERS, 'submitted'),
    substitutes('of a draft, which has none', NOBODY, 'draft'),
    insert('nominations.nomination', 'takes a place by saying so', NOBODY, is('submitted'), {
      id: NEW,
      reference: NEW,
      supersedes: row('submitted'),
      created_by: ME,
      last_edited_by: ME,
    }),
    {
      ...update('nominations.quota', 'passes on a place to whoever did not take it', NOBODY, '', ''),
      statement: `SELECT nominations.pass_place('${row('submitted')}', '${NEW}', '${row('draft')}', '${NEW}')`,
    },
    judges('judges a pair', JUDGES, ME),
    judges('judges a pair in the name of somebody else', NOBODY, NEW),
    update(
      'nominations.duplicate_judgement',
      'says something else of a pair',
      JUDGES,
      `verdict = 'LATER', judged_by = '${ME}'`,
      OF_CONFERENCE,
    ),
    update(
      'nominations.duplicate_judgement',
      'says something else of a pair in the name of whoever has judged it',
      NOBODY,
      `verdict = 'LATER'`,
      `${OF_CONFERENCE} AND judged_by <> '${ME}'`,
    ),
    insert('nominations.place_offer', 'offers places, for the host to agree', ['coordinator'], OF_ICC, {
      id: NEW,
      offered_by: ME,
      state: 'AWAITING_HOST',
      is_told: false,
    }),
    insert('nominations.place_offer', 'offers places past the host', NOBODY, OF_ICC, {
      id: NEW,
      offered_by: ME,
      state: 'OFFERED',
      is_told: true,
    }),
    insert('nominations.place_offer', 'offers places as somebody else', NOBODY, OF_ICC, {
      id: NEW,
      offered_by: NEW,
      state: 'AWAITING_HOST',
      is_told: false,
    }),
    ...[
      ['takes an offer of places back', ['coordinator'] as const, `state = 'WITHDRAWN'`] as const,
      ['agrees to an offer of places', ['approver'] as const, `state = 'OFFERED', is_told = true`] as const,
      ['does not agree to an offer of places', ['approver'] as const, `state = 'REFUSED'`] as const,
      ['says that an offer of places is accepted', NOBODY, `state = 'ACCEPTED'`] as const,
      ['says that an offer of places is over', NOBODY, `state = 'EXPIRED'`] as const,
    ].map(([what, may, set]) =>
      update('nominations.place_offer', what, may, set, `${OF_ICC} AND ${AWAITS_HOST}`),
    ),
    {
      ...update('nominations.place_offer', 'accepts what the body itself offers', NOBODY, '', ''),
      statement: `SELECT nominations.answer_place_offer((SELECT id FROM nominations.place_offer WHERE ${OF_ICC} AND state = 'OFFERED' LIMIT 1),
        'ACCEPTED', '${NEW}', '${NEW}', 0)`,
    },
    merges('merges two nominations', ['officer'], { merged_by: ME }),
    merges('merges two in the name of somebody else', NOBODY, { merged_by: NEW }),
    merges('merges two as undone already', NOBODY, { merged_by: ME, undone_by: ME }),
    update(
      'nominations.duplicate_merge',
      'undoes a merge',
      ['officer'],
      `undone_by = '${ME}', undone_at = now()`,
      OF_CONFERENCE,
    ),
    update(
      'nominations.duplicate_merge',
      'undoes a merge in the name of somebody else',
      NOBODY,
      `undone_by = '${NEW}', undone_at = now()`,
      OF_CONFERENCE,
    ),
    insert('nominations.watch_list_entry', 'watches a name', ['administrator', 'officer'], OF_CONFERENCE, {
      id: NEW,
    }),
    remove(
      'nominations.watch_list_entry',
      'clears the watch list',
      ['administrator', 'officer'],
      OF_CONFERENCE,
    ),
    {
      ...insert(TEXT, 'says which organisation a person works for', TEXT_WRITERS, OF_ICC, {
        organisation_id: NEW,
        matched_by: ME,
        matched_at: '2011-11-01',
      }),
      stoppedBy: 'organisation_text_pkey',
    },
    insert(TEXT, 'says so in the name of somebody else', NOBODY, OF_ICC, {
      organisation_id: NEW,
      matched_by: NEW,
      matched_at: '2011-11-01',
    }),
    update(TEXT, 'says which organisation a text is', TEXT_WRITERS, MATCHED, OF_ICC),
    remove(TEXT, 'forgets a text', TEXT_WRITERS, OF_ICC),
  ],
  seenByCoordinator: [
    'nominations.nomination',
    'nominations.organisation_text',
    'nominations.person',
    'nominations.place_offer',
    'nominations.quota',
    'nominations.quota_entry',
  ],
  fill: async ({ admin, world: { conferenceId, icc, chathamHouse, business, people } }) => {
    // The host's judgement of two nominations, one of either partner's.
    await admin.query(
      `INSERT INTO nominations.duplicate_judgement (conference_id, first_id, second_id, verdict, judged_by, score, reasons,
         first_name_print, first_email_print, second_name_print, second_email_print)
       SELECT $1, min(id::text)::uuid, max(id::text)::uuid, 'SAME', $2, 1, '{SAME_NAME}', 'a', 'b', 'c', 'd'
       FROM nominations.nomination WHERE conference_id = $1 ON CONFLICT DO NOTHING`,
      [conferenceId, people.otherOfficer.userId],
    );
    for (const [state, isTold] of [
      ['AWAITING_HOST', false],
      ['OFFERED', true],
    ])
      await admin.query(
        `INSERT INTO nominations.place_offer (id, conference_id, body_id, to_body_id, constituency_id, count, state, is_told, offered_by,
           expires_at) VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, now() + interval '1 day')`,
        [newId(), conferenceId, icc, chathamHouse, business, state, isTold, people.iccCoordinator.userId],
      );
    await admin.query(
      `INSERT INTO nominations.duplicate_merge (id, conference_id, first_id, second_id, nomination_id, facts, was, became, merged_by)
       SELECT gen_random_uuid(), $1, first_id, second_id, first_id, '{HONORIFIC}', '{"HONORIFIC": null}', '{"HONORIFIC": "Dr"}', $2
       FROM nominations.duplicate_judgement WHERE conference_id = $1`,
      [conferenceId, people.otherOfficer.userId],
    );
    await admin.query(
      `INSERT INTO nominations.organisation_text (nomination_id, conference_id, body_id, typed)
       SELECT id, conference_id, body_id, 'Sample Networks' FROM nominations.nomination WHERE conference_id = $1
       ON CONFLICT DO NOTHING`,
      [conferenceId],
    );
  },
};
