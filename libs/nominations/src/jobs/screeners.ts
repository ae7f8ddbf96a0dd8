import { Injectable } from '@nestjs/common';
import { Database, UnitOfWork } from '#libs/platform';
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
import { type Finding, type ScreenedNomination, Screener, SCREENING_ACTOR } from './screener.js';

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
export class CompletenessScreener extends Screener {
  protected readonly kind = 'COMPLETENESS';
  constructor(database: Database, unitOfWork: UnitOfWork) {
    super(database, unitOfWork);
  }

  protected async screen(nomination: ScreenedNomination): Promise<Finding> {
    const fields = missingFields({ ...nomination, jobTitle: nomination.job_title });
    return fields.length === 0 ? clear('NOTHING_MISSING') : flagged('FIELDS_MISSING', { fields });
  }
}

const BALANCE = `SELECT allotted + overridden AS allotted, held + consumed AS taken FROM nominations.quota WHERE body_id = $1 AND constituency_id = $2`;

/** How much of the body's quota is taken, and whether this nomination ranks beyond it. */
@Injectable()
export class QuotaScreener extends Screener {
  protected readonly kind = 'QUOTA';
  constructor(database: Database, unitOfWork: UnitOfWork) {
    super(database, unitOfWork);
  }

  protected async screen(nomination: ScreenedNomination): Promise<Finding> {
    const [quota] = await this.database.read<{ allotted: number; taken: number }>(SCREENING_ACTOR, BALANCE, [
      nomination.body_id,
      nomination.constituency_id,
    ]);
    if (quota === undefined) return flagged('NO_PLACES');
    const { taken, allotted } = quota;
    const { rank } = nomination;
    return rank !== null && rank > allotted
      ? flagged('RANKED_BEYOND_PLACES', { taken, allotted, rank })
      : clear('PLACES_TAKEN', { taken, allotted });
  }
}

interface Candidate extends Record<string, unknown> {
  id: string;
  name: string;
  email: string | null;
  reference: string;
}

/** Whether the same person was rejected before in this conference. */
@Injectable()
export class PreviousRefusalsScreener extends Screener {
  protected readonly kind = 'PREVIOUS_REFUSALS';
  constructor(database: Database, unitOfWork: UnitOfWork) {
    super(database, unitOfWork);
  }

  protected async screen(nomination: ScreenedNomination): Promise<Finding> {
    const email = emailFold(nomination.email);
    const candidates = await this.database.read<Candidate>(SCREENING_ACTOR, REJECTED_LOOK_ALIKES, [
      nomination.conference_id,
      nomination.id,
      email,
      nomination.search_name,
    ]);
    const same = candidates.filter(
      (c) => isSameEmail(c.email, email) || nameSimilarity(c.name, nomination.name) >= LIKELY_SAME_NAME,
    );
    if (same.length === 0) return clear('NOT_REJECTED_BEFORE');
    return flagged('REJECTED_BEFORE', { references: same.map((c) => c.reference) });
  }
}

const LISTED = `SELECT w.name, w.note FROM nominations.watch_list_entry w WHERE w.conference_id = $1`;

/** Whether the host's watch list has a name like this one. */
@Injectable()
export class WatchListScreener extends Screener {
  protected readonly kind = 'WATCH_LIST';
  constructor(database: Database, unitOfWork: UnitOfWork) {
    super(database, unitOfWork);
  }

  protected async screen(nomination: ScreenedNomination): Promise<Finding> {
    const entries = await this.database.read<{ name: string; note: string | null }>(SCREENING_ACTOR, LISTED, [
      nomination.conference_id,
    ]);
    const hits = entries.filter((entry) => nameSimilarity(entry.name, nomination.name) >= LIKELY_SAME_NAME);
    if (hits.length === 0) return clear('NOT_ON_WATCH_LIST');
    const notes = hits.flatMap(({ note }) => (note === null ? [] : [note]));
    return flagged('ON_WATCH_LIST', { notes });
  }
}

const REPLACE = `WITH gone AS (DELETE FROM nominations.duplicate WHERE nomination_id = $2)
  INSERT INTO nominations.duplicate (conference_id, nomination_id, other_id, score, reasons)
  SELECT $1, $2, v.other_id, v.score, string_to_array(v.reasons, '|') FROM unnest($3::uuid[], $4::real[], $5::text[]) AS v (other_id, score, reasons)
  ON CONFLICT (nomination_id, other_id) DO UPDATE SET score = EXCLUDED.score, reasons = EXCLUDED.reasons`;

/** Whether another nomination, of whichever body, names the same person. */
@Injectable()
export class DuplicatesScreener extends Screener {
  protected readonly kind = 'DUPLICATES';
  constructor(database: Database, unitOfWork: UnitOfWork) {
    super(database, unitOfWork);
  }

  protected async screen(nomination: ScreenedNomination): Promise<Finding> {
    const email = emailFold(nomination.email);
    const candidates = await this.database.read<Candidate>(SCREENING_ACTOR, LOOK_ALIKES, [
      nomination.conference_id,
      nomination.id,
      email,
      nomination.search_name,
    ]);
    const found = candidates
      .map((candidate) => compare(candidate, nomination.name, email))
      .filter(({ score }) => score >= LIKELY_SAME_NAME);
    await this.unitOfWork.run(SCREENING_ACTOR, async (tx) => {
      await tx.execute(REPLACE, [
        nomination.conference_id,
        nomination.id,
        found.map(({ id }) => id),
        found.map(({ score }) => score),
        found.map(({ reasons }) => reasons.join('|')),
      ]);
    });
    if (found.length === 0) return clear('NO_DUPLICATE');
    return flagged('POSSIBLE_DUPLICATES', { count: found.length });
  }
}

function compare(
  candidate: Candidate,
  name: string,
  email: string | null,
): { id: string; score: number; reasons: DuplicateReason[] } {
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
