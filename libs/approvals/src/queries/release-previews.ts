import { Injectable } from '@nestjs/common';
import { type Actor, isId, pageSize, readsConference, Refusal } from '#libs/kernel';
import { Database, type Transaction } from '#libs/platform';
import { type Outcome } from '../domain/outcome.js';
import { previewVersion } from '../domain/preview-version.js';
import { MOST_IN_BATCH } from '../domain/released-batch.js';
import {
  type Decided,
  type DecidedSubject,
  type ReleasePlan,
  type SubjectReleases,
} from '../subject-releases.js';

export interface PreviewRequest {
  readonly conferenceId: string;
  /** Left out: whatever waits. */
  readonly subjectIds?: readonly string[] | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** What a release would do now, with what follows as the subjects' own context plans it. */
export interface SubjectsPreview<Subject extends DecidedSubject, Plan extends ReleasePlan> {
  readonly approved: number;
  readonly rejected: number;
  readonly reserved: number;
  readonly waiting: readonly Decided<Subject>[];
  /** One page of what would be approved, by id. */
  readonly approvals: readonly Subject[];
  /** Asked for, but not decided (any more); or held back. */
  readonly skippedIds: readonly string[];
  readonly plan: Plan;
  /** See `previewVersion`. */
  readonly version: string;
}

/** Previews of releases, by the very code of the release; the host's alone. */
@Injectable()
export class ReleasePreviews {
  constructor(private readonly database: Database) {}

  /** Refuses INVALID_INPUT for `first` and `after`. */
  async of<Subject extends DecidedSubject, Plan extends ReleasePlan, Waiting extends Subject>(
    actor: Actor,
    { type, releases }: { readonly type: string; readonly releases: SubjectReleases<Subject, Plan, Waiting> },
    request: PreviewRequest,
  ): Promise<SubjectsPreview<Waiting, Plan>> {
    const { conferenceId } = request;
    const first = pageSize(request.first);
    const after = request.after ?? null;
    if (after !== null && !isId(after))
      throw new Refusal('INVALID_INPUT', `Give the id of the last ${type} that you have seen.`, ['after']);
    const subjectIds = request.subjectIds?.filter(isId) ?? null;
    const reads: Pick<Transaction, 'query'> = {
      query: (text, values) => this.database.read(actor, text, values),
    };
    const isInSight = isId(conferenceId) && readsConference(actor, conferenceId);
    const { seen, decided: waiting } = isInSight
      ? await releases.waiting(reads, { conferenceId, subjectIds, most: MOST_IN_BATCH })
      : { seen: [], decided: [] };
    const plan = await releases.plan(reads, conferenceId, waiting);
    const of = (outcome: Outcome): Waiting[] =>
      waiting.flatMap(({ subject, decision }) => (decision.outcome === outcome ? [subject] : []));
    const approved = of('APPROVE');
    const known = new Set(waiting.map(({ subject }) => subject.id));
    return {
      approved: approved.length,
      rejected: of('REJECT').length,
      reserved: of('RESERVE').length,
      waiting,
      approvals: approved.filter(({ id }) => after === null || id > after).slice(0, first),
      skippedIds: (subjectIds ?? seen).filter((id) => !known.has(id)),
      plan,
      version: previewVersion(waiting, plan.lines),
    };
  }
}
