import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import { foldEmail } from '#libs/kernel';
import { missingFields } from '../domain/completeness.js';
import { emailFold, fold } from '../domain/folding.js';
import {
  type DuplicateReason,
  type FindingValues,
  type ScreeningFinding,
} from '../domain/screening-findings.js';
import { LIKELY_SAME_NAME, nameSimilarity } from '../domain/name-similarity.js';
import { LOOK_ALIKES, REJECTED_LOOK_ALIKES } from '../persistence/look-alike.statements.js';
import {
  type Finding,
  type LookAlike,
  type ScreenedNomination,
  SCREENING_ACTOR,
  ScreeningCheck,
} from './screening-check.js';

const clear = (code: ScreeningFinding, values: FindingValues = {}): Finding => ({
  state: 'CLEAR',
  code,
  values,
});
const flagged = (code: ScreeningFinding, values: FindingValues = {}): Finding => ({
  state: 'FLAGGED',
  code,
  values,
});

/** Whether the nomination says all that an officer usually asks for. */
@Injectable()
export class CompletenessCheck extends ScreeningCheck {
  readonly kind = 'COMPLETENESS';

  async screen(nominations: readonly ScreenedNomination[]): Promise<Finding[]> {
    return nominations.map((nomination) => {
      const fields = missingFields({ ...nomination, jobTitle: nomination.job_title });
      return fields.length === 0 ? clear('NOTHING_MISSING') : flagged('FIELDS_MISSING', { fields });
    });
  }
}

const BALANCES = `SELECT body_id, constituency_id, allotted + overridden AS allotted, held + consumed AS taken
  FROM nominations.quota WHERE body_id = ANY ($1::uuid[])`;

interface Balance extends Record<string, unknown> {
  body_id: string;
  constituency_id: string;
  allotted: number;
  taken: number;
}

/** How much of the body's quota is taken, and whether this nomination ranks beyond it. */
@Injectable()
export class QuotaCheck extends ScreeningCheck {
  readonly kind = 'QUOTA';

  constructor(private readonly database: Database) {
    super();
  }

  async screen(nominations: readonly ScreenedNomination[]): Promise<Finding[]> {
    const balances = await this.database.read<Balance>(SCREENING_ACTOR, BALANCES, [
      distinct(nominations.map(({ body_id: bodyId }) => bodyId)),
    ]);
    const place = (one: { body_id: string; constituency_id: string }) =>
      `${one.body_id} ${one.constituency_id}`;
    const found = new Map(balances.map((balance) => [place(balance), balance]));
    return nominations.map((nomination) => {
      const quota = found.get(place(nomination));
      if (quota === undefined) return flagged('NO_PLACES');
      const { taken, allotted } = quota;
      const { rank } = nomination;
      return rank !== null && rank > allotted
        ? flagged('RANKED_BEYOND_PLACES', { taken, allotted, rank })
        : clear('PLACES_TAKEN', { taken, allotted });
    });
  }
}

interface Candidate extends Record<string, unknown> {
  id: string;
  name: string;
  email: string | null;
  reference: string;
}

/** A look-up for each nomination, all in one round trip. */
async function candidatesFor(
  database: Database,
  text: string,
  nominations: readonly ScreenedNomination[],
): Promise<Candidate[][]> {
  const found = await database.readAll(
    SCREENING_ACTOR,
    nominations.map((one) => ({
      text,
      values: [one.conference_id, one.id, emailFold(one.email), one.search_name],
    })),
  );
  return found as Candidate[][];
}

/** Whether the same person was rejected before in this conference. */
@Injectable()
export class PreviousRefusalsCheck extends ScreeningCheck {
  readonly kind = 'PREVIOUS_REFUSALS';

  constructor(private readonly database: Database) {
    super();
  }

  async screen(nominations: readonly ScreenedNomination[]): Promise<Finding[]> {
    const candidates = await candidatesFor(this.database, REJECTED_LOOK_ALIKES, nominations);
    return nominations.map(({ name, email }, index) => {
      const same = (candidates[index] ?? []).filter(
        (c) => isSameEmail(c.email, emailFold(email)) || nameSimilarity(c.name, name) >= LIKELY_SAME_NAME,
      );
      if (same.length === 0) return clear('NOT_REJECTED_BEFORE');
      return flagged('REJECTED_BEFORE', { references: same.map((c) => c.reference) });
    });
  }
}

const LISTED = `SELECT w.conference_id, w.name, w.note FROM nominations.watch_list_entry w
  WHERE w.conference_id = ANY ($1::uuid[])`;

interface Listed extends Record<string, unknown> {
  conference_id: string;
  name: string;
  note: string | null;
}

/** Whether the host's watch list has a name like this one. */
@Injectable()
export class WatchListCheck extends ScreeningCheck {
  readonly kind = 'WATCH_LIST';

  constructor(private readonly database: Database) {
    super();
  }

  async screen(nominations: readonly ScreenedNomination[]): Promise<Finding[]> {
    const entries = await this.database.read<Listed>(SCREENING_ACTOR, LISTED, [
      distinct(nominations.map(({ conference_id: conferenceId }) => conferenceId)),
    ]);
    return nominations.map((nomination) => {
      const hits = entries.filter(
        (entry) =>
          entry.conference_id === nomination.conference_id &&
          nameSimilarity(entry.name, nomination.name) >= LIKELY_SAME_NAME,
      );
      if (hits.length === 0) return clear('NOT_ON_WATCH_LIST');
      return flagged('ON_WATCH_LIST', { notes: hits.flatMap(({ note }) => (note === null ? [] : [note])) });
    });
  }
}

/** Whether another nomination, of whichever body, names the same person. */
@Injectable()
export class DuplicatesCheck extends ScreeningCheck {
  readonly kind = 'DUPLICATES';

  constructor(private readonly database: Database) {
    super();
  }

  async screen(nominations: readonly ScreenedNomination[]): Promise<Finding[]> {
    const candidates = await candidatesFor(this.database, LOOK_ALIKES, nominations);
    return nominations.map(({ name, email }, index) => {
      const lookAlikes = (candidates[index] ?? [])
        .map((candidate) => compare(candidate, name, emailFold(email)))
        .filter(({ score }) => score >= LIKELY_SAME_NAME);
      const finding =
        lookAlikes.length === 0
          ? clear('NO_DUPLICATE')
          : flagged('POSSIBLE_DUPLICATES', { count: lookAlikes.length });
      return { ...finding, lookAlikes };
    });
  }
}

function compare(candidate: Candidate, name: string, email: string | null): LookAlike {
  const names = nameSimilarity(candidate.name, name);
  const reasons: DuplicateReason[] = [];
  if (isSameEmail(candidate.email, email)) reasons.push('SAME_EMAIL');
  if (names >= LIKELY_SAME_NAME)
    reasons.push(fold(candidate.name) === fold(name) ? 'SAME_NAME' : 'SIMILAR_NAME');
  return {
    id: candidate.id,
    score: isSameEmail(candidate.email, email) ? Math.max(0.95, names) : names,
    reasons,
  };
}

const isSameEmail = (one: string | null, other: string | null): boolean =>
  one !== null && foldEmail(one) === other;

const distinct = (values: readonly string[]): string[] => [...new Set(values)];
