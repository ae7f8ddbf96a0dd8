import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type InboxItem, ListInbox, type Outcome, STAGES } from '#libs/approvals';
import { columnsOf, ExportLists, EXTRA, type Words } from '#libs/export';
import { type ScreeningKind } from '#libs/screening';
import { type InboxNomination } from '../queries/inbox-nominations.js';
import { STAGE_WORDS } from './words.js';

/** In the words of the console. */
const RECOMMENDATION_WORDS: Readonly<Record<Outcome, Words>> = {
  APPROVE: { en: 'Recommended for approval', fr: 'Approbation recommandée' },
  REJECT: { en: 'Recommended for refusal', fr: 'Refus recommandé' },
  RESERVE: { en: 'Recommended for the reserve list', fr: 'Liste de réserve recommandée' },
};
const FLAG_WORDS: Readonly<Record<ScreeningKind, Words>> = {
  DUPLICATES: { en: 'Possible duplicate', fr: 'Doublon possible' },
  COMPLETENESS: { en: 'Something is missing', fr: 'Élément manquant' },
  PREVIOUS_REFUSALS: { en: 'Refused before', fr: 'Refus antérieur' },
  QUOTA: { en: 'Quota', fr: 'Quota' },
  WATCH_LIST: { en: 'Watch list', fr: 'Liste de vigilance' },
};
const flagWords = (flags: readonly ScreeningKind[], language: keyof Words): string =>
  flags.map((flag) => FLAG_WORDS[flag][language]).join(', ');

/** Reviews of nominations, which is all that waits. */
type Row = InboxItem & InboxNomination;
const column = columnsOf<Row>();

export const INBOX_COLUMNS = [
  column('reference', 'text', 'Plenary no.', 'N° Plenary', ({ nomination }) => nomination.reference),
  column('name', 'text', 'Name', 'Nom', ({ nomination }) => nomination.person.name),
  column('dueAt', 'instant', 'Due', 'Échéance', ({ dueAt }) => dueAt),
  column('organisation', 'text', 'Organisation', 'Organisation', (row) => row.nomination.person.organisation),
  column('country', 'country', 'Country', 'Pays', ({ nomination }) => nomination.person.country),
  column('body', 'text', 'Nominated by', 'Proposé par', ({ nomination }) => nomination.body.name),
  column('constituency', 'text', 'Constituency', 'Collège', (row) => row.nomination.constituency.name),
  column('stage', 'text', 'Stage', 'Étape', ({ stage }) => STAGE_WORDS[stage]),
  column(
    'recommendation',
    'text',
    'Recommendation',
    'Recommandation',
    ({ recommendation }) => recommendation && RECOMMENDATION_WORDS[recommendation],
  ),
  column('flags', 'text', 'Flags', 'Signalements', ({ flags }) => ({
    en: flagWords(flags, 'en'),
    fr: flagWords(flags, 'fr'),
  })),
  column('waitingSince', 'instant', 'Waiting since', 'En attente depuis', (row) => row.waitingSince, EXTRA),
];

const texts = z.array(z.string().max(400)).max(1_000).nullish();

/** As `InboxFilter` of the API, without the conference, which the request names. */
const asked = z.object({
  filter: z
    .strictObject({
      stages: z.array(z.enum(STAGES)).nullish(),
      bodyIds: texts,
      isOverdue: z.boolean().nullish(),
      search: z.string().nullish(),
      actionable: z.boolean().nullish(),
    })
    .nullish(),
  orderBy: z.null('The list has one order: leave this away.').optional(),
});

/** The host's inbox as a file: the rows of the query `inbox`. */
@Injectable()
export class InboxExport {
  constructor(exports: ExportLists, inbox: ListInbox) {
    exports.register({
      name: 'inbox',
      words: { en: 'Inbox', fr: 'À traiter' },
      isHostOnly: true,
      columns: INBOX_COLUMNS,
      asked,
      page: async (actor, { conferenceId, asked: { filter }, after: cursor, size }) => {
        const slice = { size, cursor, isBackward: false };
        const { nodes, pageInfo, totalCount } = await inbox.read(actor, { ...filter, conferenceId }, slice);
        return { nodes: nodes as Row[], edges: [], pageInfo, totalCount };
      },
    });
  }
}
