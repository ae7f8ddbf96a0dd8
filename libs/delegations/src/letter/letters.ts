import { Injectable } from '@nestjs/common';
import { Clock, Refusal } from '#libs/kernel';
import { type Conference } from '#libs/conference';
import { OrganisationDirectory, type OrganisationView } from '#libs/organisations';
import { type Transaction } from '#libs/platform';
import { type InvitationRow } from '../persistence/organisation-invitation.statements.js';
import { type Letter, letterOf, type MissingFromLetter } from './letter.js';

type Reader = Pick<Transaction, 'query'>;
export type Written = Pick<
  InvitationRow,
  'organisationId' | 'level' | 'seats' | 'replyBy' | 'language' | 'signatory' | 'salutation'
>;

const LACKS: Readonly<Record<MissingFromLetter, string>> = {
  SALUTATION: 'a salutation',
  NAME: 'the name of the organisation in the language of the letter',
  GOVERNMENT_FORM:
    'how “the Government of …” joins the name that the conference has given it: choose another language, or take the name of the directory',
};

/** The letters of invitations, by the names of the day on which they are made. */
@Injectable()
export class Letters {
  constructor(
    private readonly organisations: OrganisationDirectory,
    private readonly clock: Clock,
  ) {}

  /** What the letter says today, or what it lacks. */
  async of(
    reader: Reader,
    conference: Conference,
    invitation: Written,
  ): Promise<Letter | { readonly missing: readonly MissingFromLetter[] }> {
    const organisation = await this.addressee(reader, conference, invitation.organisationId);
    if (organisation === undefined) throw new Error('An invitation names an organisation that is not there');
    return this.to(organisation, conference, invitation);
  }

  /** The same, where it is known who is invited. */
  async to(
    organisation: OrganisationView,
    conference: Conference,
    invitation: Written,
  ): Promise<Letter | { readonly missing: readonly MissingFromLetter[] }> {
    const now = this.clock.now();
    const day = now.toISOString().slice(0, 10);
    const { language } = invitation;
    return letterOf({
      conference,
      now,
      hostName: conference.bodies.find(({ kind }) => kind === 'HOST')?.name ?? conference.name,
      invitation,
      addressee: {
        isGovernment: organisation.kind === 'GOVERNMENT',
        name: this.organisations.ownNameOn(organisation, language, day),
        government: await this.organisations.governmentOf(organisation, language),
      },
    });
  }

  /** The letter as it is; refuses INCOMPLETE one that lacks something, and names it. */
  async whole(reader: Reader, conference: Conference, invitation: Written): Promise<Letter> {
    const letter = await this.of(reader, conference, invitation);
    if ('missing' in letter) throw incomplete(letter.missing);
    return letter;
  }

  /** What the invited organisation is called today, in the language of its letter. */
  async nameOf(
    reader: Reader,
    conference: Conference,
    { organisationId, language }: Pick<Written, 'organisationId' | 'language'>,
  ): Promise<string | undefined> {
    const organisation = await this.addressee(reader, conference, organisationId);
    const day = this.clock.now().toISOString().slice(0, 10);
    return organisation && this.organisations.nameOn(organisation, language, day);
  }

  /** Who is invited; of one that was merged the one that it is merged into. */
  async addressee(
    reader: Reader,
    { id }: Pick<Conference, 'id'>,
    organisationId: string,
  ): Promise<OrganisationView | undefined> {
    return (await this.organisations.roots(reader, id, [organisationId])).get(organisationId);
  }
}

export const incomplete = (missing: readonly MissingFromLetter[]): Refusal<'INCOMPLETE'> =>
  new Refusal('INCOMPLETE', `The letter lacks ${missing.map((one) => LACKS[one]).join('; ')}.`, ['id']);
