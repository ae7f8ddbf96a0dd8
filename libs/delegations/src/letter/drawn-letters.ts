import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, conferencesReadWhole, isId, notFound, Refusal, type UserActor } from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { DrawnDocuments, pdfDownload } from '#libs/issuing';
import { Database, type Download, Downloads } from '#libs/platform';
import { INVITATIONS_BY_IDS, type InvitationRow } from '../persistence/organisation-invitation.statements.js';
import { Letters } from './letters.js';

export const LETTER_TEMPLATE = 'letter';
/** Where the letter as it would be is had: `GET /letters/ID`, by the id of the invitation. */
export const LETTERS_PATH = '/letters';
/** Objects that drawing one is charged as. */
const COST_OF_DRAWING = 50;

/** What is not issued is the host's own: whoever answers for an organisation looks at no letter before it is sent. */
export const NOBODYS: readonly string[] = [];

/** Draws letters as they would be issued, without number and code. */
@Injectable()
export class DrawnLetters {
  constructor(
    private readonly database: Database,
    private readonly conferences: ConferenceReference,
    private readonly letters: Letters,
    private readonly drawn: DrawnDocuments,
  ) {}

  /**
   * Undefined for what is unknown or out of sight. Refuses INCOMPLETE a letter that lacks something, or has a sign that no font has, which
   * is named with its place.
   * @throws ApiError SERVICE_UNAVAILABLE where too many wait for theirs
   */
  async preview(actor: Actor, id: string): Promise<Uint8Array | undefined> {
    const read = <Row extends Record<string, unknown>>(text: string, values: readonly unknown[]) =>
      this.database.read<Row>(actor, text, values);
    const [row] = isId(id)
      ? await read<InvitationRow>(INVITATIONS_BY_IDS, [[id], conferencesReadWhole(actor), NOBODYS])
      : [];
    const conference = row && (await this.conferences.conference(row.conferenceId));
    if (row === undefined || conference === undefined) return undefined;
    const { facts } = await this.letters.whole({ query: read }, conference, row);
    const made = await this.drawn.preview(LETTER_TEMPLATE, facts);
    if (!('reason' in made)) return made;
    if (made.reason !== 'MISSING_SIGNS') throw new Error(`A letter is not drawn: ${made.reason}`);
    const signs = made.missing.map(({ sign, codePoint, path }) => `${sign} (${codePoint}, ${path[0] ?? ''})`);
    throw new Refusal('INCOMPLETE', `No font has these signs of the letter: ${signs.join(', ')}.`, ['id']);
  }
}

/** `GET /letters/ID`: the letter of an invitation as it would be, for whoever sees the invitation. */
@Injectable()
export class LetterRoute implements OnModuleInit {
  constructor(
    private readonly downloads: Downloads,
    private readonly letters: DrawnLetters,
  ) {}

  onModuleInit(): void {
    this.downloads.get(`${LETTERS_PATH}/:id`, async (actor, asked, charge): Promise<Download> => {
      await charge(COST_OF_DRAWING);
      return this.run(actor, (asked as { id: string }).id);
    });
  }

  private async run(actor: UserActor, id: string): Promise<Download> {
    const pdf = await this.letters.preview(actor, id);
    if (pdf === undefined) throw notFound('invitation');
    return pdfDownload('letter.pdf', pdf);
  }
}
