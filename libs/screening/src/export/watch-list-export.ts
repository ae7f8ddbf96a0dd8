import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { columnsOf, ExportLists } from '#libs/export';
import { WatchList, type WatchListEntry } from '../queries/watch-list.js';

const column = columnsOf<WatchListEntry>();

export const WATCH_LIST_COLUMNS = [
  column('name', 'text', 'Name', 'Nom', ({ name }) => name),
  column('note', 'text', 'Note', 'Note', ({ note }) => note),
  column('addedAt', 'instant', 'Added', 'Ajouté', ({ addedAt }) => addedAt),
];

const asked = z.object({
  filter: z.strictObject({ search: z.string().nullish() }).nullish(),
  orderBy: z.null('The list has one order: leave this away.').optional(),
});

/** The watch list as a file, for the host. */
@Injectable()
export class WatchListExport {
  constructor(exports: ExportLists, entries: WatchList) {
    exports.register({
      name: 'watchList',
      words: { en: 'Watch list', fr: 'Liste de vigilance' },
      isHostOnly: true,
      columns: WATCH_LIST_COLUMNS,
      asked,
      page: (actor, { conferenceId, asked: { filter }, after: cursor, size }) =>
        entries.read(actor, conferenceId, filter?.search ?? null, { size, cursor, isBackward: false }),
    });
  }
}
