import { Injectable } from '@nestjs/common';
import { type Actor, forbidden, Refusal, type UserActor } from '#libs/kernel';
import { type Transaction, violatedConstraint } from '#libs/platform';
import { type Outcome } from '../domain/outcome.js';
import { type Review } from '../domain/review.js';
import { AbsentColleagues } from '../queries/absent-colleagues.js';
import { ReviewDossier } from '../queries/review-dossier.js';
import { type LoadedSubject, ReviewSubjects } from '../review-subjects.js';
import { type ReleaseRequest, ReleaseSubjects } from './release-subjects.js';
import { type Quorum, ReviewDesk, type SignOff } from './review-desk.js';

/** What people hear who sign nothing off. */
export const WHO_SIGNS = 'Only an approver of the host can sign off.';

/** What the host says on a subject of any type, with what follows in the subject's own context. */
@Injectable()
export class SubjectActs {
  constructor(
    private readonly subjects: ReviewSubjects,
    private readonly desk: ReviewDesk,
    private readonly colleagues: AbsentColleagues,
    private readonly releases: ReleaseSubjects,
    private readonly dossier: ReviewDossier,
  ) {}

  /** An officer's recommendation; refuses as the desk does. */
  recommend(
    tx: Transaction,
    actor: UserActor,
    subject: LoadedSubject,
    said: { readonly recommendation: Outcome; readonly note: string | null },
  ): Quorum {
    const review = reviewOf(subject);
    const quorum = this.desk.recommend(tx, actor, review, said.recommendation, said.note);
    this.subjects.of(review.subjectType).recommended(tx, subject);
    return quorum;
  }

  /**
   * An approver's sign-off; with the last one of the quorum the decision stands, and goes out at once where the conference
   * says so. Refuses as the desk does, and INVALID_INPUT for a colleague who is not away.
   */
  async signOff(tx: Transaction, actor: UserActor, subject: LoadedSubject, signOff: SignOff): Promise<void> {
    const { id, conferenceId } = subject;
    if (signOff.onBehalfOfId !== null)
      await this.colleagues.requireAbsent(tx, conferenceId, signOff.onBehalfOfId);
    const review = reviewOf(subject);
    const quorum = this.desk.signOff(tx, actor, review, signOff);
    const type = this.subjects.of(review.subjectType);
    type.signedOff(tx, subject);
    tx.audit({
      conferenceId,
      action: quorum.isEnough ? type.actions.decided : type.actions.signedOff,
      subjectType: review.subjectType,
      subjectId: id,
      onBehalfOfId: signOff.onBehalfOfId,
      details: {
        outcome: signOff.outcome,
        reasonCode: signOff.reasonCode,
        isQuotaOverridden: signOff.isQuotaOverridden,
        insteadOf: quorum.insteadOf,
        agreeing: quorum.agreeing,
        needed: quorum.needed,
      },
    });
    if (quorum.isEnough && subject.releasesAtOnce)
      await this.releaseAtOnce(tx, actor, { type: review.subjectType, conferenceId, subjectIds: [id] });
  }

  /** What the subject's own context holds back stays decided, and waits for its release. */
  private async releaseAtOnce(tx: Transaction, actor: UserActor, request: ReleaseRequest): Promise<void> {
    try {
      await this.releases.run(tx, actor, request);
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'NOTHING_TO_RELEASE')) throw error;
    }
  }

  /**
   * What is thrown instead of an error that a sign-off met: the database's own refusals get their code, and ALREADY_DECIDED
   * says who. Null where it is about something else.
   */
  async explained(error: unknown, actor: Actor, { id, review }: LoadedSubject): Promise<Refusal | null> {
    const constraint = violatedConstraint(error);
    if (constraint === 'separation_of_duties') {
      return new Refusal(
        'SEPARATION_OF_DUTIES',
        'Nobody signs off what they made, edited, submitted, answered for or recommended.',
      );
    }
    // The role was taken away, or the absence ended, since the request came in.
    if (constraint === 'approvers_sign') return forbidden(WHO_SIGNS);
    const isLate =
      constraint === 'decision_one_standing' ||
      (error instanceof Refusal && error.code === 'ALREADY_DECIDED');
    if (!isLate) return null;
    return new Refusal(
      'ALREADY_DECIDED',
      `Somebody has decided this ${review?.subjectType ?? 'subject'} already.`,
      [],
      { decidedById: await this.dossier.decidedBy(actor, id), state: 'DECIDED' },
    );
  }
}

/** @throws a fault where the subject's own context takes for reviewed what is not. */
function reviewOf({ id, review }: LoadedSubject): Review {
  if (review === undefined) throw new Error(`${id} has no open review`);
  return review;
}
