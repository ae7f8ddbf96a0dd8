import { SchemaMigration } from '#libs/platform';

const requireQuorum = (moment: 'BEFORE' | 'AFTER'): string[] => [
  'DROP TRIGGER require_quorum ON approvals.decision',
  `CREATE TRIGGER require_quorum ${moment} INSERT ON approvals.decision FOR EACH ROW EXECUTE FUNCTION approvals.require_quorum()`,
];

/**
 * The quorum is counted after the row-level policies were asked: whoever may not write a decision hears that alone, and
 * not how the sign-off of somebody else's nomination stands.
 */
export class QuorumAfterWalls1763870483000 extends SchemaMigration {
  protected readonly statementsUp = requireQuorum('AFTER');
  protected readonly statementsDown = requireQuorum('BEFORE');
}
