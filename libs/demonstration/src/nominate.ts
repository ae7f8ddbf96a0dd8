import { Injectable } from '@nestjs/common';
import { Refusal, type UserActor } from '#libs/kernel';
import { AccessOptions } from '#libs/access';
import { lapseSubject } from '#libs/approvals';
import { type Conference } from '#libs/conference';
import { AnswerInvitation, Invitations, invitationToken } from '#libs/invitations';
import {
  CreateNomination,
  DecideNomination,
  LoadWatchList,
  RecommendNomination,
  ReleaseDecisions,
  ReturnNomination,
  SubmitNomination,
  WithdrawNomination,
} from '#libs/nominations';
import { Database, UnitOfWork } from '#libs/platform';
import { type Cast } from './cast.js';
import { PEOPLE, type SamplePerson, WATCH_LIST } from './people.js';
import { REASONS, STORIES, type Story } from './sample-story.js';

const VERSION = 'SELECT version FROM nominations.nomination WHERE id = $1';
const OPEN_REVIEW = 'SELECT id FROM approvals.review WHERE subject_id = $1 AND closed_at IS NULL';
/** Links of an invitation are numbered; the first is the one that its first mail carries. */
const FIRST_LINK = 1;

interface Nominated {
  readonly id: string;
  readonly person: SamplePerson;
  readonly story: Story;
  /** Begins every idempotency key, so that a loading that was cut off goes on where it stopped. */
  readonly key: string;
}

/** Plays the sample nominations through the use cases, as the sample people: rules, quotas and audit hold for them too. */
@Injectable()
export class Nominate {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly create: CreateNomination,
    private readonly submit: SubmitNomination,
    private readonly giveBack: ReturnNomination,
    private readonly recommend: RecommendNomination,
    private readonly decide: DecideNomination,
    private readonly release: ReleaseDecisions,
    private readonly withdraw: WithdrawNomination,
    private readonly watchList: LoadWatchList,
    private readonly invitations: Invitations,
    private readonly answer: AnswerInvitation,
    private readonly options: AccessOptions,
  ) {}

  async run(conference: Conference, cast: Cast): Promise<void> {
    const { id: conferenceId } = conference;
    const watched = { conferenceId, entries: WATCH_LIST };
    await once(this.watchList.run(cast.administrator, 'demonstration:watch-list', watched));
    const all: Nominated[] = [];
    for (const [index, person] of PEOPLE.entries())
      all.push(await this.nominate(conference, cast, person, index));
    for (const nominated of all) await this.review(cast, nominated);
    const released = all.filter(({ story }) => story.isReleased === true);
    await this.releaseAll(
      conferenceId,
      cast,
      released.filter(({ person }) => person.body === 'ICC'),
      'first',
    );
    await this.releaseAll(
      conferenceId,
      cast,
      released.filter(({ person }) => person.body !== 'ICC'),
      'second',
    );
    for (const nominated of released) await this.respond(cast, nominated);
  }

  /** The body's part: draft, submit, withdraw. */
  private async nominate(
    conference: Conference,
    cast: Cast,
    person: SamplePerson,
    index: number,
  ): Promise<Nominated> {
    const { body: bodyCode, constituency: constituencyCode, fate, ...details } = person;
    const bodyId = conference.bodies.find(({ code }) => code === bodyCode)?.id;
    const constituencyId = conference.constituencies.find(({ code }) => code === constituencyCode)?.id;
    const { capacity, ...who } = details;
    const key = `demonstration:${index}`;
    const team = cast.teamOf(bodyCode);
    const { id } = await this.create.run(team.nominator, `${key}:create`, {
      conferenceId: conference.id,
      bodyId,
      constituencyId,
      capacity,
      person: who,
      justification: `An invented nomination of the demonstration, number ${index + 1}.`,
      rank: index + 1,
    });
    const nominated: Nominated = { id, person, story: STORIES[fate], key };
    const { isSubmitted, isWithdrawn } = nominated.story;
    if (isSubmitted === true) await this.act(this.submit, team.coordinator, nominated, 'submit', {});
    if (isWithdrawn === true) {
      await this.act(this.withdraw, team.coordinator, nominated, 'withdraw', {
        reason: 'Cannot travel in November.',
      });
    }
    return nominated;
  }

  /** The host's part: return, recommend, sign off, or let the time run out. */
  private async review(cast: Cast, nominated: Nominated): Promise<void> {
    const { isReturned, recommendation, decision, isLapsed } = nominated.story;
    if (isReturned === true) {
      const question = 'Which of your colleagues speaks for the company in London?';
      await this.act(this.giveBack, cast.officer, nominated, 'return', { question });
    }
    if (recommendation !== undefined) {
      await this.act(this.recommend, cast.officer, nominated, 'recommend', {
        recommendation,
        note: 'Looked at the papers.',
      });
    }
    if (decision !== undefined) {
      await this.act(this.decide, cast.approver, nominated, 'decide', {
        outcome: decision,
        ...REASONS[decision],
      });
    }
    if (isLapsed === true) await this.lapse(cast, nominated);
  }

  private async releaseAll(
    conferenceId: string,
    cast: Cast,
    nominated: readonly Nominated[],
    batch: string,
  ): Promise<void> {
    const nominationIds = nominated.map(({ id }) => id);
    await once(
      this.release.run(cast.approver, `demonstration:release:${batch}`, { conferenceId, nominationIds }),
    );
  }

  /** What the invited person does with the link of the mail. */
  private async respond(cast: Cast, { id, story, key }: Nominated): Promise<void> {
    if (story.answer === undefined) return;
    const invitation = await this.invitations.ofNomination(cast.approver, id);
    if (invitation === null) throw new Error('An approved person of the demonstration has no invitation');
    const token = invitationToken(this.options.values.secret, invitation.id, FIRST_LINK);
    if (story.answer === 'confirm') await once(this.answer.confirm(token, `${key}:confirm`));
    else
      await once(
        this.answer.decline(token, `${key}:decline`, { reason: 'The dates clash with another meeting.' }),
      );
  }

  /** Promises the very work that lapses a nomination whose time has run out; the worker does it. */
  private async lapse(cast: Cast, { id, key }: Nominated): Promise<void> {
    const [review] = await this.database.read<{ id: string }>(cast.officer, OPEN_REVIEW, [id]);
    if (review === undefined) return;
    await this.unitOfWork.run(cast.officer, async (tx) => {
      tx.enqueue(lapseSubject, { reviewId: review.id, subjectId: id }, { dedupeKey: `${key}:lapse` });
    });
  }

  private async act(
    useCase: { run(actor: UserActor, id: string, key: string, raw: unknown): Promise<unknown> },
    actor: UserActor,
    { id, key }: Nominated,
    step: string,
    input: object,
  ): Promise<void> {
    const [row] = await this.database.read<{ version: number }>(actor, VERSION, [id]);
    await once(useCase.run(actor, id, `${key}:${step}`, { version: row?.version, ...input }));
  }
}

/** A step that was taken before the loading was cut off: its key is known, or the nomination has moved on. */
const TAKEN = ['IDEMPOTENCY_KEY_REUSED', 'ACTION_UNAVAILABLE', 'ALREADY_DECIDED', 'NOTHING_TO_RELEASE'];

async function once(step: Promise<unknown>): Promise<void> {
  try {
    await step;
  } catch (error) {
    if (!(error instanceof Refusal && TAKEN.includes(String(error.code)))) throw error;
  }
}
