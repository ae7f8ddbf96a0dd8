import { Refusal } from '#libs/kernel';
import { openDataSource, type Settings, WAITING_WORK } from '#libs/platform';
import { HOLDING_STATES, type PlaceOfferState } from '../domain/place-offer.js';
import { type Ask } from '../persistence/ask.js';
import {
  problemsOfQuota,
  problemsOfSubject,
  type QuotaState,
  type QuotaVerdict,
  type SubjectEntries,
  type SubjectStanding,
} from './quota-verdict.js';
import { CONFERENCES, ENTRIES, OFFERS_AS_SUBJECTS, QUOTAS } from './verifying.statements.js';

/** The subjects of a conference as their own context knows them; told by whoever has them, so that nobody imports it. */
export type StandingsOf = (ask: Ask, conferenceId: string) => Promise<readonly SubjectStanding[]>;

const QUEUE = 'nominations';
const FIELDS_OF_WORK = ['nominationId', 'invitationId'];

/**
 * Proves of every quota that its counters are what the ledger adds up to, that what is on offer can be, and that whoever should
 * have a place has one and nobody else. Reads all of it as it was at one moment, as the worker; changes nothing.
 *
 * @param slug one conference; all where it is left out. @throws Refusal NOT_FOUND where there is none of that name.
 */
export async function verifyQuotas(
  { database }: Pick<Settings, 'database'>,
  standingsOf: StandingsOf,
  slug?: string,
): Promise<QuotaVerdict> {
  const source = openDataSource({ url: database.workerUrl, poolSize: 1, applicationName: 'plenary-verify' });
  await source.initialize();
  try {
    return await source.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      return verify((text, values) => manager.query(text, [...values]), standingsOf, slug);
    });
  } finally {
    await source.destroy();
  }
}

async function verify(ask: Ask, standingsOf: StandingsOf, slug: string | undefined): Promise<QuotaVerdict> {
  const conferences = await ask<{ id: string }>(CONFERENCES, [slug ?? null]);
  if (slug !== undefined && conferences.length === 0)
    throw new Refusal('NOT_FOUND', `There is no conference "${slug}".`);
  const waiting = await ask<{ id: string }>(WAITING_WORK, [QUEUE, FIELDS_OF_WORK]);
  const settling = new Set(waiting.map(({ id }) => id));
  const problems: string[] = [];
  let quotas = 0;
  for (const { id } of conferences) {
    const found = await verifyConference(ask, standingsOf, { conferenceId: id, settling });
    problems.push(...found.problems);
    quotas += found.quotas;
  }
  return { quotas, problems };
}

interface QuotaRow extends Record<string, unknown> {
  id: string;
  body_id: string;
  constituency_id: string;
  body: string;
  constituency: string;
  allotted: number;
  overridden: number;
  held: number;
  consumed: number;
  on_offer: number;
  entered_allotted: number;
  entered_overridden: number;
  entered_held: number;
  entered_consumed: number;
}

async function verifyConference(
  ask: Ask,
  standingsOf: StandingsOf,
  { conferenceId, settling }: { readonly conferenceId: string; readonly settling: ReadonlySet<string> },
): Promise<QuotaVerdict> {
  // One connection, one after the other.
  const quotas = await ask<QuotaRow>(QUOTAS, [conferenceId]);
  const entries = await ask<SubjectEntries & Record<string, unknown>>(ENTRIES, [conferenceId]);
  const offers = await ask<OfferRow>(OFFERS_AS_SUBJECTS, [conferenceId]);
  const subjects = [...(await standingsOf(ask, conferenceId)), ...offers.map(standingOf)];
  const names = new Map(quotas.map((row) => [row.id, `${row.body}, ${row.constituency}`]));
  const placeOf = (id: string): string => names.get(id) ?? id;
  const byPlace = new Map(quotas.map((row) => [`${row.body_id} ${row.constituency_id}`, row.id]));
  const bySubject = new Map<string, Map<string, SubjectEntries>>();
  for (const entry of entries) {
    const own = bySubject.get(entry.subjectId) ?? new Map<string, SubjectEntries>();
    bySubject.set(entry.subjectId, own.set(entry.quotaId, entry));
  }
  const known = new Set(subjects.map(({ id }) => id));
  const ofNobody = entries.filter(({ subjectId }) => !known.has(subjectId));
  return {
    quotas: quotas.length,
    problems: [
      ...quotas.flatMap((row) => problemsOfQuota(stateOf(row))),
      ...subjects.flatMap((subject) =>
        problemsOfSubject(subject, bySubject.get(subject.id) ?? new Map<string, SubjectEntries>(), {
          quotaId: byPlace.get(`${subject.bodyId} ${subject.constituencyId}`),
          placeOf,
          isSettling: subject.settledBy.some((id) => settling.has(id)),
        }),
      ),
      ...ofNobody.map(
        ({ quotaId, held, consumed }) =>
          `${placeOf(quotaId)}: ${held} held and ${consumed} used by nobody who is known (+${held + consumed}).`,
      ),
    ],
  };
}

interface OfferRow extends Record<string, unknown> {
  id: string;
  name: string;
  bodyId: string;
  constituencyId: string;
  count: number;
  state: PlaceOfferState;
}

const standingOf = (offer: OfferRow): SubjectStanding => ({
  ...offer,
  place: HOLDING_STATES.includes(offer.state) ? 'HELD' : 'NONE',
  settledBy: [],
});

const stateOf = (row: QuotaRow): QuotaState => ({
  id: row.id,
  body: row.body,
  constituency: row.constituency,
  allotted: { stored: row.allotted, ledger: row.entered_allotted },
  overridden: { stored: row.overridden, ledger: row.entered_overridden },
  held: { stored: row.held, ledger: row.entered_held },
  consumed: { stored: row.consumed, ledger: row.entered_consumed },
  onOffer: row.on_offer,
});
