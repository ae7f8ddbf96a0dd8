import { Injectable } from '@nestjs/common';
import { Batch, Database, sqlState, UnitOfWork } from '#libs/platform';
import { printsOf } from '../domain/judgement.js';
import { SCREENING_KINDS, type ScreeningKind } from '../domain/screening.js';
import { NOTE_CHANGES } from '../persistence/judgement.statements.js';
import {
  END_FAILED,
  END_UNFINISHED,
  FORGET_LOOK_ALIKES,
  OPEN_CHECKS,
  STORE_FINDINGS,
  STORE_LOOK_ALIKES,
} from '../persistence/screening.statements.js';
import { BATCHES_AT_ONCE, MOST_SCREENED_TOGETHER, type ScreeningPayload } from '../screening.jobs.js';
import { type ScreenedSubject, ScreeningSubjects, type SubjectVersion } from '../screening-subjects.js';
import {
  CompletenessCheck,
  DuplicatesCheck,
  PreviousRefusalsCheck,
  QuotaCheck,
  WatchListCheck,
} from './screening-checks.js';
import { type Finding, SCREENING_ACTOR, type ScreeningCheck } from './screening-check.js';

/** From the beginning of a batch on. After that nothing is tried alone any more: the retry does it. */
const ALONE_MS = 10_000;

/** One subject's turn: which checks it is for, and how many times it has been tried. */
export interface Turn {
  readonly subject: ScreeningPayload;
  readonly kinds: readonly ScreeningKind[];
  readonly attempt: number;
}

/** A subject with the checks of this version that have not ended well yet. */
interface OpenSubject extends ScreenedSubject {
  readonly open: readonly ScreeningKind[];
}

/** One check of one subject. */
interface Task {
  readonly screened: OpenSubject;
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
 * check that fails, or a subject that it cannot bear, costs neither the other checks nor the other subjects anything:
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
    private readonly subjects: ScreeningSubjects,
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

  /** All checks of these versions have ended: the subjects are under review, with whatever failed shown as failed. */
  async beginReviews(payloads: readonly ScreeningPayload[]): Promise<void> {
    await this.unitOfWork.run(SCREENING_ACTOR, (tx) =>
      this.subjects.only.screened(tx, payloads.map(toVersion)),
    );
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
    const note = ({ screened, kind }: Pick<Result, 'screened' | 'kind'>, cause: unknown): void => {
      failures.set(screened.id, new CheckFailed(kind, cause));
    };
    const tasks = tasksOf(turns, await this.load(turns));
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
  private async load(turns: readonly Turn[]): Promise<OpenSubject[]> {
    const versions = turns.map(({ subject }) => toVersion(subject));
    const [subjects, checks] = await Promise.all([
      this.subjects.only.load(versions),
      this.database.read<OpenChecks>(SCREENING_ACTOR, OPEN_CHECKS, valuesOf(versions)),
    ]);
    const outdated = versions.filter((version) => !subjects.some((one) => isSame(one, version)));
    if (outdated.length > 0)
      await this.unitOfWork.run(SCREENING_ACTOR, (tx) => tx.execute(END_UNFINISHED, valuesOf(outdated)));
    return subjects.map((one) => ({ ...one, open: checks.find((other) => isSame(one, other))?.open ?? [] }));
  }

  private async store(results: readonly Result[]): Promise<void> {
    const column = <T>(pick: (result: Result) => T): T[] => results.map(pick);
    const compared = results.filter(({ finding }) => finding.lookAlikes !== undefined);
    const pairs = compared.flatMap(({ screened, finding }) =>
      (finding.lookAlikes ?? []).map((other) => ({ screened, other })),
    );
    await this.unitOfWork.run(SCREENING_ACTOR, async (tx) => {
      tx.write(FORGET_LOOK_ALIKES, [compared.map(({ screened }) => screened.id)]);
      tx.write(STORE_LOOK_ALIKES, [
        pairs.map(({ screened }) => screened.conferenceId),
        pairs.map(({ screened }) => screened.id),
        pairs.map(({ other }) => other.id),
        pairs.map(({ other }) => other.score),
        pairs.map(({ other }) => other.reasons.join('|')),
      ]);
      const prints = compared.map(({ screened }) => printsOf(screened));
      for (const noteChanges of NOTE_CHANGES)
        tx.write(noteChanges, [
          compared.map(({ screened }) => screened.id),
          prints.map(({ name }) => name),
          prints.map(({ email }) => email),
        ]);
      tx.write(STORE_FINDINGS, [
        column(({ screened }) => screened.id),
        column(({ screened }) => screened.version),
        column(({ kind }) => kind),
        column(({ finding }) => finding.state),
        column(({ finding }) => finding.code),
        column(({ finding }) => JSON.stringify(finding.values)),
        column(({ attempt }) => attempt),
      ]);
    });
  }
}

/** Which checks of a version have not ended well yet. */
type OpenChecks = Record<string, unknown> & SubjectVersion & Pick<OpenSubject, 'open'>;

const toVersion = ({ nominationId, version }: ScreeningPayload): SubjectVersion => ({
  id: nominationId,
  version,
});
const valuesOf = (versions: readonly SubjectVersion[]): unknown[] => [
  versions.map(({ id }) => id),
  versions.map(({ version }) => version),
];
const isSame = (one: SubjectVersion, other: SubjectVersion): boolean =>
  one.id === other.id && one.version === other.version;

function tasksOf(turns: readonly Turn[], subjects: readonly OpenSubject[]): Task[] {
  return subjects.flatMap((screened) => {
    const turn = turns.find(({ subject }) => isSame(screened, toVersion(subject)));
    const kinds = turn?.kinds.filter((kind) => screened.open.includes(kind)) ?? [];
    return kinds.map((kind) => ({ screened, kind, attempt: turn?.attempt ?? 1 }));
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
    const findings = await check.screen(some.map(({ screened }) => screened));
    some.forEach((task, index) => {
      const finding = findings[index];
      if (finding === undefined) throw new Error('a check answered for fewer subjects than it was asked');
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
