import { Injectable } from '@nestjs/common';
import { Database, grouped } from '#libs/platform';
import { LIKELY_SAME_NAME, nameLikeness } from '#libs/names';
import { placeKey, QuotaBalances } from '#libs/places';
import { printsOf } from '../domain/judgement.js';
import { type FindingValues, type ScreeningFinding } from '../domain/screening-findings.js';
import { DIFFERENT_FROM } from '../persistence/judgement.statements.js';
import { WATCHED_ALIKE } from '../persistence/screening.statements.js';
import { LookAlikes } from './look-alikes.js';
import { type ScreenedSubject } from '../screening-subjects.js';
import { type Finding, SCREENING_ACTOR, ScreeningCheck } from './screening-check.js';

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

/** Whether the subject says all that an officer usually asks for. */
@Injectable()
export class CompletenessCheck extends ScreeningCheck {
  readonly kind = 'COMPLETENESS';

  async screen(subjects: readonly ScreenedSubject[]): Promise<Finding[]> {
    return subjects.map(({ missing: fields }) =>
      fields.length === 0 ? clear('NOTHING_MISSING') : flagged('FIELDS_MISSING', { fields }),
    );
  }
}

/** How much of the body's quota is taken, and whether this one ranks beyond it. */
@Injectable()
export class QuotaCheck extends ScreeningCheck {
  readonly kind = 'QUOTA';

  constructor(private readonly balances: QuotaBalances) {
    super();
  }

  async screen(subjects: readonly ScreenedSubject[]): Promise<Finding[]> {
    const balances = await this.balances.taken(
      SCREENING_ACTOR,
      distinct(subjects.map(({ bodyId }) => bodyId)),
    );
    const found = new Map(
      balances.map((balance) => [placeKey(balance.bodyId, balance.constituencyId), balance]),
    );
    return subjects.map(({ bodyId, constituencyId, rank }) => {
      const quota = found.get(placeKey(bodyId, constituencyId));
      if (quota === undefined) return flagged('NO_PLACES');
      const { taken, allotted } = quota;
      return rank !== null && rank > allotted
        ? flagged('RANKED_BEYOND_PLACES', { taken, allotted, rank })
        : clear('PLACES_TAKEN', { taken, allotted });
    });
  }
}

/** Whether the same person was rejected before in this conference, and that is released. Whoever was judged to be another person was not. */
@Injectable()
export class PreviousRefusalsCheck extends ScreeningCheck {
  readonly kind = 'PREVIOUS_REFUSALS';

  constructor(
    private readonly lookAlikes: LookAlikes,
    private readonly database: Database,
  ) {
    super();
  }

  async screen(subjects: readonly ScreenedSubject[]): Promise<Finding[]> {
    const rejected = (await this.lookAlikes.of(subjects)).map((found) =>
      found.filter(({ isRejected }) => isRejected),
    );
    const others = await this.differentFrom(
      subjects.filter((_, index) => (rejected[index] ?? []).length > 0),
    );
    return subjects.map(({ id }, index) => {
      const references = (rejected[index] ?? [])
        .filter((other) => !others.has(`${id} ${other.id}`))
        .map(({ reference }) => reference);
      return references.length === 0
        ? clear('NOT_REJECTED_BEFORE')
        : flagged('REJECTED_BEFORE', { references });
    });
  }

  /** Pairs that were judged to be of two people: a subject and the other one. */
  private async differentFrom(subjects: readonly ScreenedSubject[]): Promise<ReadonlySet<string>> {
    if (subjects.length === 0) return new Set();
    const prints = subjects.map(printsOf);
    const pairs = await this.database.read<{ ofId: string; otherId: string }>(
      SCREENING_ACTOR,
      DIFFERENT_FROM,
      [subjects.map(({ id }) => id), prints.map(({ name }) => name), prints.map(({ email }) => email)],
    );
    return new Set(pairs.map(({ ofId, otherId }) => `${ofId} ${otherId}`));
  }
}

interface Listed extends Record<string, unknown> {
  ofId: string;
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

  async screen(subjects: readonly ScreenedSubject[]): Promise<Finding[]> {
    const found = await this.database.read<Listed>(SCREENING_ACTOR, WATCHED_ALIKE, [
      subjects.map(({ id }) => id),
      subjects.map(({ conferenceId }) => conferenceId),
      subjects.map(({ nameKey }) => nameKey),
      subjects.map(({ nameCodes }) => nameCodes.join('\t')),
    ]);
    const listed = grouped(
      found,
      ({ ofId }) => ofId,
      (entry) => entry,
    );
    return subjects.map(({ id, name, badgeName }) => {
      const hits = (listed.get(id) ?? []).filter((entry) =>
        [name, badgeName ?? name].some((one) => nameLikeness(entry.name, one) >= LIKELY_SAME_NAME),
      );
      if (hits.length === 0) return clear('NOT_ON_WATCH_LIST');
      return flagged('ON_WATCH_LIST', { notes: hits.flatMap(({ note }) => (note === null ? [] : [note])) });
    });
  }
}

/** Whether another subject, of whichever body, is of the same person. */
@Injectable()
export class DuplicatesCheck extends ScreeningCheck {
  readonly kind = 'DUPLICATES';

  constructor(private readonly lookAlikes: LookAlikes) {
    super();
  }

  async screen(subjects: readonly ScreenedSubject[]): Promise<Finding[]> {
    return (await this.lookAlikes.of(subjects)).map((lookAlikes) => {
      const finding =
        lookAlikes.length === 0
          ? clear('NO_DUPLICATE')
          : flagged('POSSIBLE_DUPLICATES', { count: lookAlikes.length });
      return { ...finding, lookAlikes };
    });
  }
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)];
