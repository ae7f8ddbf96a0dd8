import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import { LIKELY_SAME_NAME, nameLikeness } from '#libs/names';
import { placeKey, QuotaBalances } from '#libs/places';
import { missingFields } from '../domain/completeness.js';
import { type FindingValues, type ScreeningFinding } from '../domain/screening-findings.js';
import { WATCHED_ALIKE } from '../persistence/look-alike.statements.js';
import { LookAlikes } from './look-alikes.js';
import { type Finding, type ScreenedNomination, SCREENING_ACTOR, ScreeningCheck } from './screening-check.js';

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

/** How much of the body's quota is taken, and whether this nomination ranks beyond it. */
@Injectable()
export class QuotaCheck extends ScreeningCheck {
  readonly kind = 'QUOTA';

  constructor(private readonly balances: QuotaBalances) {
    super();
  }

  async screen(nominations: readonly ScreenedNomination[]): Promise<Finding[]> {
    const balances = await this.balances.taken(
      SCREENING_ACTOR,
      distinct(nominations.map(({ body_id: bodyId }) => bodyId)),
    );
    const found = new Map(
      balances.map((balance) => [placeKey(balance.bodyId, balance.constituencyId), balance]),
    );
    return nominations.map((nomination) => {
      const quota = found.get(placeKey(nomination.body_id, nomination.constituency_id));
      if (quota === undefined) return flagged('NO_PLACES');
      const { taken, allotted } = quota;
      const { rank } = nomination;
      return rank !== null && rank > allotted
        ? flagged('RANKED_BEYOND_PLACES', { taken, allotted, rank })
        : clear('PLACES_TAKEN', { taken, allotted });
    });
  }
}

/** Whether the same person was rejected before in this conference, and that is released. */
@Injectable()
export class PreviousRefusalsCheck extends ScreeningCheck {
  readonly kind = 'PREVIOUS_REFUSALS';

  constructor(private readonly lookAlikes: LookAlikes) {
    super();
  }

  async screen(nominations: readonly ScreenedNomination[]): Promise<Finding[]> {
    return (await this.lookAlikes.of(nominations)).map((found) => {
      const rejected = found.filter(({ state }) => state === 'REJECTED');
      if (rejected.length === 0) return clear('NOT_REJECTED_BEFORE');
      return flagged('REJECTED_BEFORE', { references: rejected.map(({ reference }) => reference) });
    });
  }
}

interface Listed extends Record<string, unknown> {
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
    const found = await this.database.readAll(
      SCREENING_ACTOR,
      nominations.map((one) => ({
        text: WATCHED_ALIKE,
        values: [one.conference_id, one.name_key, one.name_codes],
      })),
    );
    return nominations.map(({ name, badge_name: badgeName }, index) => {
      const hits = (found[index] as Listed[]).filter((entry) =>
        [name, badgeName ?? name].some((one) => nameLikeness(entry.name, one) >= LIKELY_SAME_NAME),
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

  constructor(private readonly lookAlikes: LookAlikes) {
    super();
  }

  async screen(nominations: readonly ScreenedNomination[]): Promise<Finding[]> {
    return (await this.lookAlikes.of(nominations)).map((lookAlikes) => {
      const finding =
        lookAlikes.length === 0
          ? clear('NO_DUPLICATE')
          : flagged('POSSIBLE_DUPLICATES', { count: lookAlikes.length });
      return { ...finding, lookAlikes };
    });
  }
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)];
