import { Injectable } from '@nestjs/common';
import { lapseSubject } from '#libs/approvals';
import { DecideNomination, RecommendNomination, ReleaseDecisions, ReturnNomination } from '#libs/nominations';
import { LoadWatchList } from '#libs/screening';
import { Database, UnitOfWork } from '#libs/platform';
import { type Cast } from './cast.js';
import { WATCH_LIST } from './people.js';
import { type Nominated, Performer } from './performer.js';
import { REASONS } from './sample-story.js';

const OPEN_REVIEW = 'SELECT id FROM approvals.waiting_review WHERE subject_id = $1';

/** Lets the time of a nomination run out now instead of after weeks. */
@Injectable()
export class ReviewClock {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Promises the very work that lapses it; the worker does it. */
  async expire(cast: Cast, { id, key }: Nominated): Promise<void> {
    const [review] = await this.database.read<{ id: string }>(cast.officer, OPEN_REVIEW, [id]);
    if (review === undefined) return;
    await this.unitOfWork.run(cast.officer, async (tx) => {
      tx.enqueue(lapseSubject, { reviewId: review.id, subjectId: id }, { dedupeKey: `${key}:lapse` });
    });
  }
}

/** What the host does: watch list, return, recommend, sign off, release. */
@Injectable()
export class HostPart {
  constructor(
    private readonly performer: Performer,
    private readonly watchList: LoadWatchList,
    private readonly returnNomination: ReturnNomination,
    private readonly recommend: RecommendNomination,
    private readonly decide: DecideNomination,
    private readonly release: ReleaseDecisions,
    private readonly clock: ReviewClock,
  ) {}

  async loadWatchList(conferenceId: string, cast: Cast): Promise<void> {
    const list = { conferenceId, entries: WATCH_LIST };
    await this.performer.once(this.watchList.run(cast.administrator, 'demonstration:watch-list', list));
  }

  async review(cast: Cast, nominated: Nominated): Promise<void> {
    const { isReturned, recommendation, decision, isLapsed } = nominated.story;
    if (isReturned === true) {
      const question = 'Which of your colleagues speaks for the organisation in London?';
      await this.performer.act(this.returnNomination, cast.officer, nominated, 'return', { question });
    }
    if (recommendation !== undefined) {
      const input = { recommendation, note: 'Looked at the papers.' };
      await this.performer.act(this.recommend, cast.officer, nominated, 'recommend', input);
    }
    if (decision !== undefined) {
      const input = { outcome: decision, ...REASONS[decision] };
      await this.performer.act(this.decide, cast.approver, nominated, 'decide', input);
    }
    if (isLapsed === true) await this.clock.expire(cast, nominated);
  }

  /** One batch. */
  async releaseAll(
    conferenceId: string,
    cast: Cast,
    nominated: readonly Nominated[],
    batch: string,
  ): Promise<void> {
    const input = { conferenceId, nominationIds: nominated.map(({ id }) => id) };
    await this.performer.once(this.release.run(cast.approver, `demonstration:release:${batch}`, input));
  }
}
