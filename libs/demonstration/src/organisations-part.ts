import { Injectable } from '@nestjs/common';
import { CreateOrganisation, SetOrganisationContacts } from '#libs/organisations';
import { type Cast } from './cast.js';
import { SAMPLE_ORGANISATIONS, type SampleOrganisation } from './sample-organisations.js';

/** Governments and organisations that the host deals with, and whom it knows there. What was added before, its key answers. */
@Injectable()
export class OrganisationsPart {
  constructor(
    private readonly create: CreateOrganisation,
    private readonly setContacts: SetOrganisationContacts,
  ) {}

  /** @returns their ids, by the keys of the samples. */
  async run(conferenceId: string, cast: Cast): Promise<ReadonlyMap<string, string>> {
    const ids = new Map<string, string>();
    for (const sample of SAMPLE_ORGANISATIONS)
      ids.set(sample.key, await this.add(conferenceId, cast, sample));
    return ids;
  }

  private async add(conferenceId: string, { officer }: Cast, sample: SampleOrganisation): Promise<string> {
    const key = `demonstration:organisation:${sample.key}`;
    const { id } = await this.create.run(officer, key, { conferenceId, ...sample.input });
    if (sample.contacts.length === 0) return id;
    const input = { version: 1, contacts: sample.contacts };
    await this.setContacts.run(officer, id, `${key}:contacts`, input);
    return id;
  }
}
