import { SchemaMigration } from '#libs/platform';

export class WhyInvitationIndexesChange1764118710000 extends SchemaMigration {
  protected readonly statementsUp = [
    `COMMENT ON INDEX invitations.invitation_live IS 'A nomination has one live invitation at most, and is shown with it.'`,
  ];
  protected readonly statementsDown = ['COMMENT ON INDEX invitations.invitation_live IS NULL'];
}
