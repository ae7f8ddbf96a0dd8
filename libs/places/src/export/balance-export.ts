import { Injectable } from '@nestjs/common';
import { columnsOf, ExportLists, NO_QUESTION, OF_HOST } from '#libs/export';
import { QuotaBalances, type QuotaBalanceView } from '../queries/quota-balances.js';

const column = columnsOf<QuotaBalanceView>();

/** Allotted as the console has it: what approvers gave beyond it stands beside it. */
export const BALANCE_COLUMNS = [
  column('body', 'text', 'Body', 'Organisation', ({ body }) => body.name),
  column('constituency', 'text', 'Constituency', 'Collège', ({ constituency }) => constituency.name),
  column('allotted', 'number', 'Allotted', 'Attribuées', (row) => row.allotted - row.overridden),
  column('overridden', 'number', 'Extra', 'En plus', (row) => row.overridden),
  column('held', 'number', 'Held', 'Retenues', ({ held }) => held),
  column('consumed', 'number', 'Used', 'Utilisées', ({ consumed }) => consumed),
  column('available', 'number', 'Free', 'Libres', ({ available }) => available),
  column(
    'awaitingRelease',
    'number',
    'Approved, not released',
    'Approuvées, non publiées',
    (row) => row.awaitingRelease,
    OF_HOST,
  ),
];

/** The balances of places as a file: the rows of the query `quotaBalances`, as far as the caller sees them. */
@Injectable()
export class BalanceExport {
  constructor(exports: ExportLists, balances: QuotaBalances) {
    exports.register({
      name: 'quotaBalances',
      words: { en: 'Places', fr: 'Places' },
      columns: BALANCE_COLUMNS,
      asked: NO_QUESTION,
      page: (actor, { conferenceId, after: cursor, size }) =>
        balances.read(actor, conferenceId, { size, cursor, isBackward: false }),
    });
  }
}
