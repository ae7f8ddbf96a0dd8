import { type TablesOfContext } from './support/tables.js';
import {
  DRAFTERS,
  insert,
  is,
  ME,
  NEW,
  NOBODY,
  OF_CONFERENCE,
  remove,
  row,
  SUBSTITUTERS,
  update,
} from './support/trial.js';

const CLAIM = OF_CONFERENCE;
/** Of a stage that the review has not entered, so that it is stopped by this and not by who tries. */
const OPEN_CLAIM = { id: NEW, stage_round: 99, ended_at: null };

export const tables: TablesOfContext = {
  trials: [
    insert('approvals.batch', 'numbers a batch', ['approver'], OF_CONFERENCE, {
      id: NEW,
      number: 999,
      released_by: ME,
    }),
    insert('approvals.batch', 'releases in the name of somebody else', NOBODY, OF_CONFERENCE, {
      id: NEW,
      number: 999,
      released_by: NEW,
    }),
    insert('approvals.review', 'opens a review', SUBSTITUTERS, is('recommended', 'subject_id'), {
      id: NEW,
      subject_id: NEW,
    }),
    update(
      'approvals.review',
      'moves a review on to sign-off',
      ['officer', 'approver'],
      `stage = 'SIGN_OFF'`,
      is('recommendedReview'),
    ),
    update(
      'approvals.review',
      'moves a review on to its release',
      ['approver'],
      `stage = 'RELEASE'`,
      is('recommendedReview'),
    ),
    update(
      'approvals.review',
      'closes a review as decided',
      ['approver'],
      `closed_at = now(), closed_as = 'DECIDED'`,
      is('recommendedReview'),
    ),
    {
      ...update('approvals.review', 'edits what is reviewed', ['officer', ...DRAFTERS], '', ''),
      statement: `SELECT approvals.record_edit('${row('recommended')}')`,
    },
    ...[
      ['recommends', 'RECOMMEND', 'officer'] as const,
      ['returns', 'RETURN', 'officer'] as const,
      ['takes a decision back', 'REOPEN', 'approver'] as const,
      ['promotes', 'PROMOTE', 'approver'] as const,
      ['signs off', 'SIGN_OFF', 'approver'] as const,
    ].map(([what, kind, who]) =>
      insert(
        'approvals.step',
        what,
        [who],
        `${is('recommendedReview', 'review_id')} AND kind = 'RECOMMEND'`,
        {
          id: NEW,
          kind,
          by_user: ME,
        },
      ),
    ),
    insert(
      'approvals.step',
      'recommends in the name of somebody else',
      NOBODY,
      is('recommendedReview', 'review_id'),
      { id: NEW, by_user: NEW },
    ),
    update(
      'approvals.step',
      'voids a recommendation',
      ['officer'],
      'voided_at = now()',
      `${is('recommendedReview', 'review_id')} AND kind = 'RECOMMEND'`,
    ),
    update(
      'approvals.step',
      'brings a recommendation back',
      NOBODY,
      'voided_at = NULL',
      `${is('recommendedReview', 'review_id')} AND kind = 'RECOMMEND'`,
    ),
    update(
      'approvals.step',
      'voids a sign-off',
      ['approver'],
      'voided_at = now()',
      `${OF_CONFERENCE} AND kind = 'SIGN_OFF'`,
    ),
    {
      ...insert('approvals.decision', 'decides', ['approver'], is('decision'), {
        id: NEW,
        review_id: row('recommendedReview'),
        subject_id: row('recommended'),
        decided_by: ME,
        batch_id: null,
        released_at: null,
      }),
      stoppedBy: 'decision_needs_quorum',
    },
    insert('approvals.decision', 'decides in the name of somebody else', NOBODY, is('decision'), {
      id: NEW,
      decided_by: NEW,
    }),
    update('approvals.decision', 'takes a decision back', ['approver'], 'voided_at = now()', is('decision')),
    insert(
      'approvals.absence',
      'puts their own absence on record',
      ['administrator', 'approver'],
      OF_CONFERENCE,
      { id: NEW, user_id: ME },
    ),
    insert(
      'approvals.absence',
      'puts the absence of somebody else on record',
      ['administrator'],
      OF_CONFERENCE,
      { id: NEW },
    ),
    update(
      'approvals.absence',
      'ends the absence of somebody else',
      ['administrator'],
      `ends_at = ends_at + interval '1 day'`,
      OF_CONFERENCE,
    ),
    remove('approvals.absence', 'removes the absence of somebody else', ['administrator'], OF_CONFERENCE),
    {
      ...insert('approvals.claim', 'takes a review on', ['officer', 'approver'], CLAIM, {
        ...OPEN_CLAIM,
        user_id: ME,
        assigned_by: null,
      }),
      stoppedBy: 'claim_of_open_stage',
    },
    insert('approvals.claim', 'takes a review on in the name of somebody else', NOBODY, CLAIM, {
      ...OPEN_CLAIM,
      user_id: NEW,
      assigned_by: null,
    }),
    {
      ...insert('approvals.claim', 'gives a review to a colleague', ['administrator', 'officer'], CLAIM, {
        ...OPEN_CLAIM,
        user_id: NEW,
        assigned_by: ME,
      }),
      stoppedBy: 'claim_of_open_stage',
    },
    insert('approvals.claim', 'gives a review in the name of somebody else', NOBODY, CLAIM, {
      ...OPEN_CLAIM,
      user_id: NEW,
      assigned_by: NEW,
    }),
    update(
      'approvals.claim',
      'ends a claim',
      ['administrator', 'officer', 'approver'],
      'ended_at = now()',
      CLAIM,
    ),
    update('approvals.claim', 'brings a claim back', NOBODY, 'ended_at = NULL', CLAIM),
    insert('approvals.reminder', 'reminds', ['administrator', 'officer', 'approver'], OF_CONFERENCE, {
      user_id: NEW,
      reminded_by: ME,
    }),
    insert('approvals.reminder', 'reminds in the name of somebody else', NOBODY, OF_CONFERENCE, {
      user_id: NEW,
      reminded_by: NEW,
    }),
  ],
  fill: async ({ admin, world: { conferenceId, people } }) => {
    await admin.query(
      `INSERT INTO approvals.claim (id, conference_id, review_id, stage_round, user_id, ended_at)
       SELECT gen_random_uuid(), r.conference_id, r.id, r.stage_round, $2, now() FROM approvals.review r WHERE r.conference_id = $1`,
      [conferenceId, people.officer.userId],
    );
    await admin.query(
      `INSERT INTO approvals.reminder (review_id, user_id, day, conference_id)
       SELECT r.id, $2, current_date, r.conference_id FROM approvals.review r WHERE r.conference_id = $1`,
      [conferenceId, people.officer.userId],
    );
  },
  seenByCoordinator: ['approvals.decision'],
};
