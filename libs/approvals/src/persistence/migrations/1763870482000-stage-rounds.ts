import { SchemaMigration } from '#libs/platform';

/** Counts the stages that a review has entered, so that a reminder knows whether it is of the one that waits now. */
export class StageRounds1763870482000 extends SchemaMigration {
  protected readonly statementsUp = [
    'ALTER TABLE approvals.review ADD COLUMN stage_round integer NOT NULL DEFAULT 1',
  ];

  protected readonly statementsDown = ['ALTER TABLE approvals.review DROP COLUMN stage_round'];
}
