import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  Database,
  defineEvent,
  describeJob,
  describeListener,
  type JobContext,
  JobHandler,
  UnitOfWork,
} from '#libs/platform';

/** Where handlers write what they did; the tests read it from outside. */
export const FAULT_TABLES = [
  'CREATE SCHEMA fault',
  `CREATE TABLE fault.attempt (outbox_id uuid, subject text, attempt int, pid int, began_at timestamptz DEFAULT clock_timestamp())`,
  // No unique key: an effect that happens twice must be seen, not prevented here.
  'CREATE TABLE fault.effect (subject text, pid int, at timestamptz DEFAULT clock_timestamp())',
  'GRANT USAGE ON SCHEMA fault TO plenary_worker',
  'GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA fault TO plenary_worker',
];

const payload = z.object({
  subject: z.string(),
  /** Time between beginning and effect. */
  workMs: z.number().default(0),
  /** Time for which the process hears nothing, on the first attempt only. */
  blockMs: z.number().default(0),
  /** The first so many attempts fail with this text in their message. */
  failures: z.number().default(0),
  message: z.string().default('out of order'),
});
export type FaultPayload = z.output<typeof payload>;

const times = { backoffMs: 100, mostBackoffMs: 500, timeoutMs: 60_000 };
const common = { payload, ...times };
export const effectJob = describeJob({ ...common, queue: 'fault', name: 'make-effect' });
export const brittleJob = describeJob({
  ...common,
  queue: 'fault',
  name: 'make-brittle-effect',
  attempts: 2,
});
export const childJob = describeJob({ ...common, queue: 'fault-children', name: 'make-child-effect' });
/** Two children, then the parent. */
export const flowJob = describeJob<FaultPayload>({
  ...common,
  queue: 'fault',
  name: 'make-flow-effect',
  children: (parent) =>
    ['a', 'b'].map((child) => ({
      job: childJob,
      payload: { ...parent, subject: `${parent.subject}/${child}` },
    })),
});

const alarm = z.object({ alarmId: z.uuid(), /** How long the second listener takes. */ workMs: z.int() });
type Alarm = z.output<typeof alarm>;
/** Two listen: one acts at once, the other slowly. */
export const alarmRaised = defineEvent({
  name: 'alarm.raised',
  payload: alarm,
  key: ({ alarmId }) => alarmId,
});
const ring = describeListener(alarmRaised, { ...times, queue: 'fault', name: 'ring-when-alarm-raised' });
const leave = describeListener(alarmRaised, { ...times, queue: 'fault', name: 'leave-when-alarm-raised' });

export const FAULT_JOBS = [effectJob, brittleJob, childJob, flowJob, ring, leave];

const BEGIN = 'INSERT INTO fault.attempt (outbox_id, subject, attempt, pid) VALUES ($1, $2, $3, $4)';
/** Guarded by state against a second run, as handlers must be; two at the same time are for the fence to prevent. */
const EFFECT = `INSERT INTO fault.effect (subject, pid)
  SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM fault.effect WHERE subject = $1)`;

abstract class FaultHandler extends JobHandler<FaultPayload> {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
  ) {
    super();
  }

  async handle(work: FaultPayload, context: JobContext): Promise<void> {
    const { pool } = this.database;
    await pool.query(BEGIN, [context.outboxId, work.subject, context.attempt, process.pid]);
    if (context.attempt === 1) block(work.blockMs);
    await pause(work.workMs, undefined, { signal: context.signal });
    if (context.attempt <= work.failures) throw new Error(work.message);
    await this.unitOfWork.run({ kind: 'system', task: 'fault-test' }, async (tx) => {
      context.fence(tx);
      tx.write(EFFECT, [work.subject, process.pid]);
    });
  }
}

/** The same for a listener. */
abstract class FaultListener extends JobHandler<Alarm> {
  protected abstract workOf(alarm: Alarm): Pick<FaultPayload, 'subject' | 'workMs'>;

  constructor(private readonly doing: MakeEffect) {
    super();
  }

  handle(told: Alarm, context: JobContext): Promise<void> {
    return this.doing.handle(payload.parse(this.workOf(told)), context);
  }
}

function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

@Injectable()
export class MakeEffect extends FaultHandler {
  readonly job = effectJob;
  constructor(database: Database, unitOfWork: UnitOfWork) {
    super(database, unitOfWork);
  }
}

@Injectable()
export class MakeBrittleEffect extends FaultHandler {
  readonly job = brittleJob;
  constructor(database: Database, unitOfWork: UnitOfWork) {
    super(database, unitOfWork);
  }
}

@Injectable()
export class MakeChildEffect extends FaultHandler {
  readonly job = childJob;
  constructor(database: Database, unitOfWork: UnitOfWork) {
    super(database, unitOfWork);
  }
}

@Injectable()
export class MakeFlowEffect extends FaultHandler {
  readonly job = flowJob;
  constructor(database: Database, unitOfWork: UnitOfWork) {
    super(database, unitOfWork);
  }
}

@Injectable()
class RingWhenAlarmRaised extends FaultListener {
  readonly job = ring;
  constructor(doing: MakeEffect) {
    super(doing);
  }
  protected workOf({ alarmId }: Alarm) {
    return { subject: `${alarmId}/ring`, workMs: 0 };
  }
}

@Injectable()
class LeaveWhenAlarmRaised extends FaultListener {
  readonly job = leave;
  constructor(doing: MakeEffect) {
    super(doing);
  }
  protected workOf({ alarmId, workMs }: Alarm) {
    return { subject: `${alarmId}/leave`, workMs };
  }
}

export const FAULT_HANDLERS = [
  MakeEffect,
  MakeBrittleEffect,
  MakeChildEffect,
  MakeFlowEffect,
  RingWhenAlarmRaised,
  LeaveWhenAlarmRaised,
];
