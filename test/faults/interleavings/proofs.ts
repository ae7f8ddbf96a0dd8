import { expect } from '@jest/globals';
import { placesOfNominations } from '#libs/nominations';
import { verifyQuotas } from '#libs/places';
import { type SchemaWalk } from '../../journeys/schema-walk.js';
import { BODIES, type BodyName, COORDINATOR, type Ground, otherThan } from './ground.js';
import { type Model } from './model.js';

/** From which state a nomination may be moved to which, said a second time: as they are stored, so without DECIDED. */
const MOVES: Readonly<Record<string, readonly string[]>> = {
  begun: ['DRAFT', 'SUBMITTED'],
  DRAFT: ['SUBMITTED', 'WITHDRAWN'],
  SUBMITTED: ['UNDER_REVIEW', 'RETURNED', 'WITHDRAWN', 'SUPERSEDED', 'LAPSED'],
  UNDER_REVIEW: ['RETURNED', 'APPROVED', 'RESERVED', 'REJECTED', 'WITHDRAWN', 'SUPERSEDED', 'LAPSED'],
  RETURNED: ['SUBMITTED', 'WITHDRAWN', 'SUPERSEDED', 'LAPSED'],
  RESERVED: ['APPROVED', 'WITHDRAWN'],
  APPROVED: ['WITHDRAWN', 'SUPERSEDED', 'LAPSED'],
};

const sorted = (lines: readonly string[]): string[] => [...lines].sort();

async function movesAreLegal(ground: Ground): Promise<void> {
  const moves = await ground.rows<{ was: string | null; became: string }>(
    'SELECT DISTINCT was, became FROM watch.move WHERE conference_id = $1',
  );
  const illegal = moves.filter(({ was, became }) => MOVES[was ?? 'begun']?.includes(became) !== true);
  expect(illegal).toEqual([]);
}

/** Nominations that have a place by what they are, and offers that hold some; counted without the ledger. */
const TAKEN = `SELECT q.body_id, q.allotted, q.overridden, q.held, q.consumed,
    (SELECT count(*) FROM nominations.nomination n WHERE n.body_id = q.body_id AND n.constituency_id = q.constituency_id
      AND n.state IN ('SUBMITTED', 'UNDER_REVIEW', 'RETURNED'))::int
    + (SELECT coalesce(sum(o.count), 0) FROM nominations.place_offer o WHERE o.body_id = q.body_id
      AND o.constituency_id = q.constituency_id AND o.state IN ('AWAITING_HOST', 'OFFERED'))::int AS holding,
    (SELECT count(*) FROM nominations.nomination n WHERE n.body_id = q.body_id AND n.constituency_id = q.constituency_id
      AND n.state = 'APPROVED' AND (SELECT i.state FROM invitations.invitation i WHERE i.source_id = n.id
        ORDER BY i.id DESC LIMIT 1) IN ('PENDING', 'CONFIRMED'))::int AS guests,
    (SELECT count(*) FROM nominations.quota_entry e JOIN access.role_grant g ON g.user_id = e.by_user AND g.role = 'HOST_APPROVER'
      WHERE e.quota_id = q.id AND e.nomination_id IS NOT NULL AND e.allotted_delta > 0 AND e.reason IS NOT NULL)::int AS overrides
  FROM nominations.quota q WHERE q.conference_id = $1 AND q.constituency_id = $2`;
type Counts = Readonly<
  Record<'allotted' | 'overridden' | 'held' | 'consumed' | 'holding' | 'guests' | 'overrides', number>
>;

async function placesAreRight(ground: Ground, model: Model): Promise<void> {
  const { problems } = await verifyQuotas(ground.product.settings, placesOfNominations, ground.slug);
  expect(problems).toEqual([]);
  const { conferenceId, business } = ground.world;
  const quotas = await ground.rows<Counts & { body_id: string }>(TAKEN, [conferenceId, business]);
  for (const { body_id, ...counts } of quotas) {
    const body = BODIES.find((name) => ground.world[name] === body_id) ?? 'icc';
    const { allotted, overridden, held, consumed, holding, guests, overrides } = counts;
    expect({ body, allotted, held, consumed }).toEqual({
      body,
      allotted: model.allotted[body],
      held: holding,
      consumed: guests,
    });
    expect(holding + guests).toBeLessThanOrEqual(model.allotted[body] + overridden);
    // Each place beyond the quota was an approver's, with a reason; it is given back with its guest.
    expect(overridden).toBeLessThanOrEqual(overrides);
  }
}

/** Of one body, one address has one nomination that goes on. */
const DOUBLED = `SELECT n.body_id, p.email FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id
  WHERE n.conference_id = $1 AND n.state IN ('SUBMITTED', 'UNDER_REVIEW', 'RETURNED', 'RESERVED') AND n.second_reason IS NULL
  GROUP BY 1, 2 HAVING count(*) > 1`;
/** Of a nomination, one review is open and one decision stands. */
const DECIDED_TWICE = `SELECT subject_id FROM approvals.decision WHERE conference_id = $1 AND voided_at IS NULL
  GROUP BY subject_id, review_id HAVING count(*) > 1`;
const FAILED = `SELECT job, error FROM platform.outbox WHERE conference_id = $1 AND failed_at IS NOT NULL`;

export async function stepIsSound(ground: Ground, model: Model): Promise<void> {
  await movesAreLegal(ground);
  await placesAreRight(ground, model);
  for (const sql of [DOUBLED, DECIDED_TWICE, FAILED]) expect(await ground.rows(sql)).toEqual([]);
}

const LISTS = {
  nominations: 1,
  quotaBalances: 1,
  placeOffers: 1,
  messages: 1,
  auditEvents: 1,
  changes: 1,
};
/** What hangs on nominations, beside their own fields. */
const OF_NOMINATIONS = `query ($conferenceId: ID!, $first: Int) { nominations(conferenceId: $conferenceId, first: $first) { nodes { id state
  decision { id outcome reasonCode reasonText decidedAt releasedAt } invitation { id state sentAt answeredAt }
  quotaBalance { allotted held consumed available overridden awaitingRelease } person { name organisation } } } }`;

interface Sight {
  /** All that the body's coordinator reads of the conference, list by list. */
  readonly told: Readonly<Record<string, string>>;
}

export async function sightOf(ground: Ground, walk: SchemaWalk, body: BodyName): Promise<Sight> {
  const client = ground.as(COORDINATOR[body]);
  const variables = { conferenceId: ground.world.conferenceId, first: 100 };
  const questions = Object.entries(LISTS).map(
    ([name, depth]) => [name, walk.operation('Query', name, depth)] as const,
  );
  const told = await Promise.all(
    [...questions, ['ofNominations', OF_NOMINATIONS] as const].map(
      async ([name, text]) => [name, JSON.stringify(await client.data(text, variables))] as const,
    ),
  );
  return { told: Object.fromEntries(told) };
}

/** Nothing of the other body, and nothing of a decision that is not released. */
export async function sightIsWithinWalls(
  ground: Ground,
  model: Model,
  body: BodyName,
  { told }: Sight,
): Promise<void> {
  const all = Object.values(told).join();
  const others = model.nominations.filter((one) => one.body === otherThan(body));
  expect(others.filter(({ id, reference }) => all.includes(id) || all.includes(reference))).toEqual([]);
  const { nominations } = JSON.parse(told.ofNominations ?? '{}') as {
    nominations: {
      nodes: { id: string; state: string; decision: object | null; invitation: object | null }[];
    };
  };
  const hidden = await ground.rows<{ subject_id: string }>(
    'SELECT subject_id FROM approvals.decision WHERE conference_id = $1 AND released_at IS NULL AND voided_at IS NULL',
  );
  const ids = new Set(hidden.map(({ subject_id }) => subject_id));
  const seen = nominations.nodes.filter(({ id }) => ids.has(id));
  expect(seen.map(({ state, decision, invitation }) => ({ state, decision, invitation }))).toEqual(
    seen.map(() => ({ state: 'UNDER_REVIEW', decision: null, invitation: null })),
  );
  expect(seen.length).toBe(
    model.nominations.filter((one) => one.body === body && one.state === 'DECIDED').length,
  );
}

const MESSAGES = `SELECT m.id, m.kind, m.state, m.subject_id, m.body_id, m.batch_id, i.source_id, i.state AS invitation
  FROM notifications.message m LEFT JOIN invitations.invitation i ON i.id = m.subject_id WHERE m.conference_id = $1`;
interface Message {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly subject_id: string;
  readonly body_id: string | null;
  readonly batch_id: string | null;
  readonly source_id: string | null;
  readonly invitation: string | null;
}
/** What must have been told, as what has happened says: each line one message. Each body has one coordinator. */
const DUE = `SELECT 'PERSONAL_INVITATION ' || nomination_id AS line FROM watch.move WHERE conference_id = $1 AND became = 'APPROVED'
  UNION ALL SELECT 'RESERVE_PROMOTED ' || nomination_id FROM watch.move WHERE conference_id = $1 AND was = 'RESERVED' AND became = 'APPROVED'
  UNION ALL SELECT 'NOMINATION_RETURNED ' || nomination_id FROM watch.move WHERE conference_id = $1 AND became = 'RETURNED'
  UNION ALL SELECT 'NOMINEE_SUBSTITUTED ' || id FROM nominations.nomination WHERE conference_id = $1 AND supersedes IS NOT NULL
  UNION ALL SELECT DISTINCT 'DECISION_NOTICE ' || batch_id || ' ' || body_id FROM approvals.decision WHERE conference_id = $1 AND batch_id IS NOT NULL`;
const lineOf = ({ kind, subject_id, body_id, batch_id, source_id }: Message): string => {
  if (kind === 'PERSONAL_INVITATION') return `${kind} ${source_id ?? ''}`;
  return kind === 'DECISION_NOTICE' ? `${kind} ${batch_id ?? ''} ${body_id ?? ''}` : `${kind} ${subject_id}`;
};
const COUNTED = [
  'PERSONAL_INVITATION',
  'RESERVE_PROMOTED',
  'NOMINATION_RETURNED',
  'NOMINEE_SUBSTITUTED',
  'DECISION_NOTICE',
];
const CORRECTIONS = ['INVITATION_CANCELLED', 'INVITATION_PASSED_ON'];

/** Whoever had to be told was told once, in our tables and at the mail server; nobody else. */
export async function messagesAreWhole(ground: Ground): Promise<void> {
  const messages = await ground.rows<Message>(MESSAGES);
  const due = await ground.rows<{ line: string }>(DUE);
  const told = messages.filter(({ kind }) => COUNTED.includes(kind)).map(lineOf);
  expect(sorted(told)).toEqual(sorted(due.map(({ line }) => line)));
  expect(messages.filter(({ state }) => !['SENT', 'CANCELLED'].includes(state))).toEqual([]);
  const arrived = sorted(ground.product.sink.messageIds.map((id) => /^<([0-9a-f-]{36})/.exec(id)?.[1] ?? id));
  expect(arrived).toEqual(sorted(messages.filter(({ state }) => state === 'SENT').map(({ id }) => id)));
  // An invitation that is taken back never left, or is put right once.
  for (const { subject_id, state, invitation } of messages.filter(
    ({ kind }) => kind === 'PERSONAL_INVITATION',
  )) {
    const corrections = messages.filter(
      (one) => one.subject_id === subject_id && CORRECTIONS.includes(one.kind),
    );
    const expected = invitation === 'CANCELLED' && state === 'SENT' ? 1 : 0;
    expect({ invitation, state, corrections: corrections.length }).toEqual({
      invitation,
      state,
      corrections: expected,
    });
  }
}
