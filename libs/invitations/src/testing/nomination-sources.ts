import { Module } from '@nestjs/common';
import { NominationInvitations } from '#libs/nominations/testing';
import { InvitationSources, type SourceOfInvitation } from '../invitation-sources.js';

/** Nominations as the source of invitations, in an API without the rest of them. */
@Module({ providers: [NominationInvitations] })
export class NominationSourcesModule {}

export function nominationSources(): InvitationSources {
  const sources = new InvitationSources();
  sources.register(new NominationInvitations(sources));
  return sources;
}

export const nomination = (id: string): SourceOfInvitation => ({ type: 'nomination', id });
