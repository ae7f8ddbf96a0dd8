import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type InvitationSource, InvitationSources } from '#libs/invitations';
import { NOMINATION_SUBJECT } from './domain/nomination.js';

/** Approved nominations, as invitations know them. The functions look and take for the invitee of the transaction alone. */
@Injectable()
export class NominationInvitations implements InvitationSource, OnModuleInit {
  readonly type = NOMINATION_SUBJECT;
  readonly placeOfDeclined = 'SELECT nominations.place_of_declined() AS standing';
  readonly takePlaceBack = 'SELECT nominations.take_place_back($1) AS standing';
  readonly lockInvited = 'SELECT nominations.lock_invited()';
  readonly followAnswer = 'SELECT nominations.follow_answer()';
  readonly lockAll =
    'SELECT FROM nominations.nomination WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE';
  readonly followAll =
    'UPDATE nominations.nomination SET updated_at = clock_timestamp() WHERE id = ANY ($1::uuid[])';
  readonly places = `SELECT p.nomination_id AS id, p.is_standing AS "isStanding", p.is_extra AS "isExtra"
    FROM nominations.place_of_invited p WHERE p.nomination_id = ANY ($1::uuid[])`;

  constructor(private readonly sources: InvitationSources) {}

  onModuleInit(): void {
    this.sources.register(this);
  }
}
