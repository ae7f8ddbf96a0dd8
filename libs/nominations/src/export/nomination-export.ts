import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ExportLists } from '#libs/export';
import { CAPACITIES } from '../domain/nomination-fields.js';
import { NOMINATION_STATES } from '../domain/nomination.lifecycle.js';
import { ListNominations } from '../queries/list-nominations.js';
import { NOMINATION_ORDERS } from '../queries/nomination-orders.js';
import { NOMINATION_COLUMNS } from './nomination-columns.js';

const texts = z.array(z.string().max(400)).max(1_000).nullish();
const moment = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .nullish();

/** As `NominationFilter` and `NominationOrder` of the API, whose rules the list itself holds. */
const asked = z.object({
  filter: z
    .strictObject({
      states: z.array(z.enum(NOMINATION_STATES)).nullish(),
      bodyIds: texts,
      constituencyIds: texts,
      capacities: z.array(z.enum(CAPACITIES)).nullish(),
      ids: texts,
      externalReferences: texts,
      references: texts,
      emails: texts,
      organisationIds: texts,
      updatedAt: z.strictObject({ gte: moment, lt: moment }).nullish(),
      isReady: z.boolean().nullish(),
      search: z.string().nullish(),
    })
    .nullish(),
  orderBy: z
    .strictObject({ field: z.enum(NOMINATION_ORDERS), direction: z.enum(['ASC', 'DESC']).default('ASC') })
    .nullish(),
});

/** The list of nominations as a file: the rows of the query `nominations`, as far as the caller sees them. */
@Injectable()
export class NominationExport {
  constructor(exports: ExportLists, nominations: ListNominations) {
    exports.register({
      name: 'nominations',
      words: { en: 'Nominations', fr: 'Candidatures' },
      columns: NOMINATION_COLUMNS,
      asked,
      page: (actor, { conferenceId, asked: { filter, orderBy }, after: cursor, size }) =>
        nominations.read(actor, { conferenceId, filter, orderBy }, { size, cursor, isBackward: false }),
    });
  }
}
