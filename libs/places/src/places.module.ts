import { Module } from '@nestjs/common';
import { StaffDirectory } from '#libs/access';
import { InvitationsModule } from '#libs/invitations';
import { NotificationsModule } from '#libs/notifications';
import { HostNotices } from './notices/host-notices.js';
import { PlaceSubjects } from './place-subjects.js';
import { QuotaBalances } from './queries/quota-balances.js';
import { ReserveLine } from './queries/reserve-line.js';
import { AllotPlaces } from './use-cases/allot-places.js';
import { QuotaRefusals } from './use-cases/quota-refusals.js';
import { SetFreedPlaces } from './use-cases/set-freed-places.js';

const PARTS = [
  PlaceSubjects,
  ReserveLine,
  HostNotices,
  StaffDirectory,
  QuotaBalances,
  QuotaRefusals,
  AllotPlaces,
  SetFreedPlaces,
];

/** Quotas, their ledger and the reserve list, for API and worker. */
@Module({
  imports: [InvitationsModule, NotificationsModule],
  providers: PARTS,
  exports: [...PARTS, InvitationsModule, NotificationsModule],
})
export class PlacesModule {}
