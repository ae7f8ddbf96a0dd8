import { bodyDuty, checkInstead, down, hostDuty, SchemaMigration, up } from '#libs/platform';

const BEFORE = `${bodyDuty('coordinates')} OR ${hostDuty('reviews', 'approves')}`;
const OF_FOCAL_POINT = `(body_id IS NULL AND conference_id = ANY ((SELECT access.answered_conferences())::uuid[]))`;

const steps = [checkInstead('audit.remark', 'api_insert', `${BEFORE} OR ${OF_FOCAL_POINT}`, BEFORE)];

/** Whoever answers for an organisation may say something with the answer: to the host, and none of them reads it again. */
export class RemarksOfFocalPoints1764166003000 extends SchemaMigration {
  protected readonly statementsUp = up(steps);
  protected readonly statementsDown = down(steps);
}
