import { Injectable } from '@nestjs/common';
import { Batch, Database, sqlState, UnitOfWork } from '#libs/platform';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { SCREENING_KINDS, type ScreeningKind } from '../domain/screening.js';
import { BATCHES_AT_ONCE, MOST_SCREENED_TOGETHER, type ScreeningPayload } from '../nominations.jobs.js';
import { announceChange } from '../nominations.topics.js';
import {
  BEGIN_REVIEWS,
  END_FAILED,
  END_UNFINISHED,
  FORGET_LOOK_ALIKES,
  LOAD_TO_SCREEN,
  STORE_FINDINGS,
  STORE_LOOK_ALIKES,
} from '../persistence/screening.statements.js';
import {
  CompletenessCheck,
  DuplicatesCheck,
  PreviousRefusalsCheck,
  QuotaCheck,
  WatchListCheck,
} from './screening-checks.js';
import {
  type Finding,
  type ScreenedNomination,
  SCREENING_ACTOR,
  type ScreeningCheck,
} from './screening-check.js';

/** From the beginning of a batch on. After that nothing is tried alone any more: the retry does it. */
const ALONE_MS = 10_000;

/** One nomination's turn: which checks it is for, and how many times it has been tried. */
export interface Turn {
  readonly subject: ScreeningPayload;
  readonly kinds: readonly ScreeningKind[];
  readonly attempt: number;
}

/** One check of one nomination. */
interface Task {
  readonly nomination: ScreenedNomination;
  readonly kind: ScreeningKind;
  readonly attempt: number;
}

/** What it found. */
interface Result extends Task {
  readonly finding: Finding;
}

/** A check did not answer, or what it said or the review could not be written down. Its code says which one and why, never about whom. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed';
  readonly code: string;

  constructor(what: ScreeningKind | 'REVIEW', cause: unknown) {
    super('a check of the screening failed', { cause });
    this.code = [what, sqlState(cause)].filter((part) => part !== undefined).join('_');
  }
}

/**
 * Screens submissions: what comes while a batch is under way makes up the next one, so that many cost few statements. A
 * check that fails, or a nomination that it cannot bear, costs neither the other checks nor the other nominations anything:
 * each is asked again alone. Safe to run twice: what has ended well is not asked again.
 */
@Injectable()
export class Screening {
  private readonly checks: readonly ScreeningCheck[];
  private readonly batch = new Batch<Turn, CheckFailed | undefined>(
    (turns) => this.screenTogether(turns),
    MOST_SCREENED_TOGETHER,
    BATCHES_AT_ONCE,
  );

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    duplicates: DuplicatesCheck,
    completeness: CompletenessCheck,
    refusals: PreviousRefusalsCheck,
    quota: QuotaCheck,
    watchList: WatchListCheck,
  ) {
    this.checks = [duplicates, completeness, refusals, quota, watchList];
  }

  /**
   * @throws CheckFailed when a check has to be tried again; what the others found is stored by then. Whoever has failed
   *   before is screened alone, so that it holds nobody else up.
   */
  async screen(turn: Turn): Promise<void> {
    const failure =
      turn.attempt === 1 ? await this.batch.add(turn) : (await this.screenTogether([turn])).at(0);
    if (failure !== undefined) throw failure;
  }

  /** All checks of these versions have ended: the nominations are under review, with whatever failed shown as failed. */
  async beginReviews(subjects: readonly ScreeningPayload[]): Promise<void> {
    const ids = subjects.map(({ nominationId }) => nominationId);
    const versions = subjects.map(({ version }) => version);
    await this.unitOfWork.run(SCREENING_ACTOR, async (tx) => {
      const rows = await tx.query<{ id: string; conference_id: string; body_id: string }>(BEGIN_REVIEWS, [
        ids,
        versions,
      ]);
      for (const row of rows) {
        tx.audit({
          conferenceId: row.conference_id,
          bodyId: row.body_id,
          action: 'nomination.under-review',
          subjectType: NOMINATION_SUBJECT,
          subjectId: row.id,
        });
        announceChange(tx, { id: row.id, conferenceId: row.conference_id }, 'everybody');
      }
    });
  }

  /** Shows what is still pending as failed, each kind by itself: one that cannot be written down hides no other. */
  async giveUp(
    { nominationId, version }: ScreeningPayload,
    kinds: readonly ScreeningKind[],
    attempts: number,
  ): Promise<void> {
    const end = (kind: ScreeningKind) =>
      this.unitOfWork.run(SCREENING_ACTOR, (tx) =>
        tx.execute(END_FAILED, [[nominationId], [version], kind, attempts]),
      );
    const failed = await apart(kinds, async (some) => {
      for (const kind of some) await end(kind);
    });
    for (const [kind, cause] of failed) throw new CheckFailed(kind, cause);
  }

  /** Answers what kept each from ending, in the order of the turns. */
  private async screenTogether(turns: readonly Turn[]): Promise<(CheckFailed | undefined)[]> {
    const deadline = performance.now() + ALONE_MS;
    const failures = new Map<string, CheckFailed>();
    const note = ({ nomination, kind }: Pick<Result, 'nomination' | 'kind'>, cause: unknown): void => {
      failures.set(nomination.id, new CheckFailed(kind, cause));
    };
    const nominations = await this.load(turns);
    const tasks = tasksOf(turns, nominations);
    const results = await Promise.all(this.checks.map((check) => ask(check, tasks, deadline, note)));
    const unstored = await apart(results.flat(), (some) => this.store(some), deadline);
    for (const [result, cause] of unstored) note(result, cause);
    const ended = turns
      .filter(({ kinds, subject }) => kinds === SCREENING_KINDS && !failures.has(subject.nominationId))
      .map(({ subject }) => subject);
    const unbegun = await apart(ended, (some) => this.beginReviews(some), deadline);
    for (const [{ nominationId }, cause] of unbegun)
      failures.set(nominationId, new CheckFailed('REVIEW', cause));
    return turns.map(({ subject }) => failures.get(subject.nominationId));
  }

  /** What was withdrawn or changed meanwhile is not among them: what is pending of it is told as unfinished. */
  private async load(turns: readonly Turn[]): Promise<ScreenedNomination[]> {
    const values = (some: readonly Turn[]) => [
      some.map(({ subject }) => subject.nominationId),
      some.map(({ subject }) => subject.version),
    ];
    const found = await this.database.read<ScreenedNomination>(
      SCREENING_ACTOR,
      LOAD_TO_SCREEN,
      values(turns),
    );
    const outdated = turns.filter(({ subject }) => !found.some((one) => isOf(one, subject)));
    if (outdated.length > 0)
      await this.unitOfWork.run(SCREENING_ACTOR, (tx) => tx.execute(END_UNFINISHED, values(outdated)));
    return found;
  }

  private async store(results: readonly Result[]): Promise<void> {
    const column = <T>(pick: (result: Result) => T): T[] => results.map(pick);
    const compared = results.filter(({ finding }) => finding.lookAlikes !== undefined);
    const pairs = compared.flatMap(({ nomination, finding }) =>
      (finding.lookAlikes ?? []).map((other) => ({ nomination, other })),
    );
    await this.unitOfWork.run(SCREENING_ACTOR, async (tx) => {
      tx.write(FORGET_LOOK_ALIKES, [compared.map(({ nomination }) => nomination.id)]);
      tx.write(STORE_LOOK_ALIKES, [
        pairs.map(({ nomination }) => nomination.conference_id),
        pairs.map(({ nomination }) => nomination.id),
        pairs.map(({ other }) => other.id),
        pairs.map(({ other }) => other.score),
        pairs.map(({ other }) => other.reasons.join('|')),
      ]);
      tx.write(STORE_FINDINGS, [
        column(({ nomination }) => nomination.id),
        column(({ nomination }) => nomination.version),
        column(({ kind }) => kind),
        column(({ finding }) => finding.state),
        column(({ finding }) => finding.code),
        column(({ finding }) => JSON.stringify(finding.values)),
        column(({ attempt }) => attempt),
      ]);
    });
  }
}

const isOf = ({ id, version }: ScreenedNomination, subject: ScreeningPayload): boolean =>
  id === subject.nominationId && version === subject.version;

function tasksOf(turns: readonly Turn[], nominations: readonly ScreenedNomination[]): Task[] {
  return nominations.flatMap((nomination) => {
    const turn = turns.find(({ subject }) => isOf(nomination, subject));
    const kinds = turn?.kinds.filter((kind) => nomination.open.includes(kind)) ?? [];
    return kinds.map((kind) => ({ nomination, kind, attempt: turn?.attempt ?? 1 }));
  });
}

/** Asks one check for all that need it. What it cannot answer is noted. */
async function ask(
  check: ScreeningCheck,
  tasks: readonly Task[],
  deadline: number,
  note: (task: Task, cause: unknown) => void,
): Promise<Result[]> {
  const results: Result[] = [];
  const own = tasks.filter(({ kind }) => kind === check.kind);
  const work = async (some: readonly Task[]): Promise<void> => {
    const findings = await check.screen(some.map(({ nomination }) => nomination));
    some.forEach((task, index) => {
      const finding = findings[index];
      if (finding === undefined) throw new Error('a check answered for fewer nominations than it was asked');
      results.push({ ...task, finding });
    });
  };
  for (const [task, cause] of await apart(own, work, deadline)) note(task, cause);
  return results;
}

/** Works on all together; where that fails, on each alone until the deadline. Answers what failed, and of what. */
async function apart<Item>(
  items: readonly Item[],
  work: (some: readonly Item[]) => Promise<void>,
  deadline = Infinity,
): Promise<Map<Item, unknown>> {
  const failed = new Map<Item, unknown>();
  if (items.length === 0) return failed;
  try {
    await work(items);
  } catch (error) {
    for (const item of items) {
      const isTried = items.length === 1 || performance.now() > deadline;
      const cause = isTried ? error : (await apart([item], work, deadline)).get(item);
      if (cause !== undefined) failed.set(item, cause);
    }
  }
  return failed;
}
