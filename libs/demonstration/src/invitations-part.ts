import { Injectable } from '@nestjs/common';
import {
  AcceptOrganisationInvitation,
  AcknowledgeOrganisationInvitation,
  ApproveOrganisationInvitation,
  CreateOrganisationInvitation,
  RegretOrganisationInvitation,
  RevokeOrganisationInvitation,
  SendOrganisationInvitation,
} from '#libs/delegations';
import { type Cast } from './cast.js';
import { type InvitationStep, SAMPLE_INVITATIONS, type SampleInvitation } from './sample-invitations.js';

/** So long an organisation has for its answer. */
const DAYS_FOR_REPLY = 60;
const DAY_MS = 24 * 60 * 60_000;

/** The host’s letters to organisations, as far as they have come. What was done before, its key answers. */
@Injectable()
export class InvitationsPart {
  private readonly acts: Readonly<Record<InvitationStep, Pick<ApproveOrganisationInvitation, 'run'>>>;

  constructor(
    private readonly create: CreateOrganisationInvitation,
    approve: ApproveOrganisationInvitation,
    send: SendOrganisationInvitation,
    acknowledge: AcknowledgeOrganisationInvitation,
    accept: AcceptOrganisationInvitation,
    regret: RegretOrganisationInvitation,
    revoke: RevokeOrganisationInvitation,
  ) {
    this.acts = { approve, send, acknowledge, accept, regret, revoke };
  }

  /** @param organisations ids by the keys of the samples. */
  async run(conferenceId: string, cast: Cast, organisations: ReadonlyMap<string, string>): Promise<void> {
    for (const sample of SAMPLE_INVITATIONS) {
      const organisationId = organisations.get(sample.organisation);
      if (organisationId !== undefined) await this.write(conferenceId, cast, { ...sample, organisationId });
    }
  }

  private async write(
    conferenceId: string,
    { officer, approver }: Cast,
    { organisation, organisationId, letter, acts }: SampleInvitation & { readonly organisationId: string },
  ): Promise<void> {
    const key = `demonstration:invitation:${organisation}`;
    const replyBy = new Date(Date.now() + DAYS_FOR_REPLY * DAY_MS).toISOString().slice(0, 10);
    const input = { conferenceId, organisationId, replyBy, ...letter };
    const { id } = await this.create.run(officer, key, input);
    for (const [index, act] of acts.entries()) {
      const said = act === 'revoke' ? { reason: 'Invited by another letter.' } : {};
      const by = act === 'approve' ? approver : officer;
      await this.acts[act].run(by, id, `${key}:${act}`, { version: index + 1, ...said });
    }
  }
}
