import { Injectable } from '@nestjs/common';
import { AccessOptions } from '#libs/access';
import { type Conference } from '#libs/conference';
import { AnswerInvitation, Invitations, invitationToken } from '#libs/invitations';
import { NOMINATION_SUBJECT } from '#libs/nominations';
import { BodyPart } from './body-part.js';
import { type Cast } from './cast.js';
import { HostPart } from './host-part.js';
import { PEOPLE } from './people.js';
import { type Nominated, Performer } from './performer.js';

/** Links of an invitation are numbered; the first is the one that its first mail carries. */

/** Plays the sample nominations through the use cases, as the sample people: rules, quotas and audit hold for them too. */
@Injectable()
export class Nominate {
  constructor(
    private readonly performer: Performer,
    private readonly bodies: BodyPart,
    private readonly host: HostPart,
    private readonly invitations: Invitations,
    private readonly answer: AnswerInvitation,
    private readonly options: AccessOptions,
  ) {}

  async run(conference: Conference, cast: Cast): Promise<void> {
    const { id: conferenceId } = conference;
    await this.host.loadWatchList(conferenceId, cast);
    const all: Nominated[] = [];
    for (const [index, person] of PEOPLE.entries()) {
      all.push(await this.bodies.nominate(conference, cast, person, index));
    }
    for (const nominated of all) await this.host.review(cast, nominated);
    const released = all.filter(({ story }) => story.isReleased === true);
    const isFirst = ({ person }: Nominated) => person.body === 'ICC';
    await this.host.releaseAll(conferenceId, cast, released.filter(isFirst), 'first');
    const others = released.filter((nominated) => !isFirst(nominated));
    await this.host.releaseAll(conferenceId, cast, others, 'second');
    for (const nominated of released) await this.respond(cast, nominated);
  }

  /** What the invited person does with the link of the mail. */
  private async respond(cast: Cast, { id, story, key }: Nominated): Promise<void> {
    if (story.answer === undefined) return;
    const invitation = await this.invitations.ofSource(cast.approver, {
      type: NOMINATION_SUBJECT,
      id,
    });
    if (invitation === null) throw new Error('An approved person of the demonstration has no invitation');
    const token = invitationToken(this.options.values.secret, invitation.id);
    const reason = 'The dates clash with another meeting.';
    const answer =
      story.answer === 'confirm'
        ? this.answer.confirm(token, `${key}:confirm`)
        : this.answer.decline(token, `${key}:decline`, { reason });
    await this.performer.once(answer);
  }
}
