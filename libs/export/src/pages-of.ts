import { type Actor, type Page } from '#libs/kernel';
import { type Charge } from '#libs/platform';
import { type AnyExportList, type PageOfExport } from './list.js';

/** Rows that are read at a time: few enough to hold, enough that reading costs little beside them. */
export const ROWS_AT_A_TIME = 500;

/**
 * The rows of a list, page by page behind a cursor, each in a transaction of its own, for nobody may hold one while a client takes its
 * time. Each page is charged as so many objects before it is read. The next page is read while this one is written, never more. What changes its place in the order meanwhile may be missed or
 * come twice, as for whoever turns the pages.
 */
export async function* pagesOf(
  actor: Actor,
  list: AnyExportList,
  question: Pick<PageOfExport<unknown>, 'conferenceId' | 'asked'>,
  charge: Charge,
): AsyncGenerator<readonly unknown[], void> {
  const read = (after: string | null): Promise<Page<unknown>> => {
    const page = charge(ROWS_AT_A_TIME).then(() =>
      list.page(actor, { ...question, after, size: ROWS_AT_A_TIME }),
    );
    // Whoever does not come back for it does not hear of its failure; who does, will.
    page.catch(() => undefined);
    return page;
  };
  let reading: Promise<Page<unknown>> | undefined = read(null);
  while (reading !== undefined) {
    const { nodes, pageInfo }: Page<unknown> = await reading;
    reading = pageInfo.hasNextPage ? read(pageInfo.endCursor) : undefined;
    yield nodes;
  }
}
