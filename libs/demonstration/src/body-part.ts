import { Injectable } from '@nestjs/common';
import { type Conference } from '#libs/conference';
import { CreateNomination, SubmitNomination, WithdrawNomination } from '#libs/nominations';
import { type Cast } from './cast.js';
import { type SamplePerson } from './people.js';
import { type Nominated, Performer } from './performer.js';
import { STORIES } from './sample-story.js';

/** What the bodies do: draft, submit, withdraw. */
@Injectable()
export class BodyPart {
  constructor(
    private readonly performer: Performer,
    private readonly create: CreateNomination,
    private readonly submit: SubmitNomination,
    private readonly withdraw: WithdrawNomination,
  ) {}

  async nominate(
    conference: Conference,
    cast: Cast,
    person: SamplePerson,
    index: number,
  ): Promise<Nominated> {
    const { nominator, coordinator } = cast.teamOf(person.body);
    const key = `demonstration:${index}`;
    const { id } = await this.create.run(nominator, `${key}:create`, draftOf(conference, person, index));
    const nominated: Nominated = { id, person, story: STORIES[person.fate], key };
    const { isSubmitted, isWithdrawn } = nominated.story;
    if (isSubmitted === true) await this.performer.act(this.submit, coordinator, nominated, 'submit', {});
    if (isWithdrawn === true) {
      const reason = 'Cannot travel in November.';
      await this.performer.act(this.withdraw, coordinator, nominated, 'withdraw', { reason });
    }
    return nominated;
  }
}

function draftOf(conference: Conference, person: SamplePerson, index: number): object {
  const { body, constituency, fate: _, capacity, ...details } = person;
  return {
    conferenceId: conference.id,
    bodyId: conference.bodies.find(({ code }) => code === body)?.id,
    constituencyId: conference.constituencies.find(({ code }) => code === constituency)?.id,
    capacity,
    person: details,
    justification: `An invented nomination of the demonstration, number ${index + 1}.`,
    rank: index + 1,
  };
}
