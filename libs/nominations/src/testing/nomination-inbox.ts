import { type Actor, type Page } from '#libs/kernel';
import { type Database } from '#libs/platform';
import { type InboxItem, InboxSources, ListInbox } from '#libs/approvals';
import { type Places } from '#libs/places';
import { type InboxNomination, InboxNominations } from '../queries/inbox-nominations.js';

/** The host's inbox with nominations in it, as the API puts it together. */
export function nominationInbox(database: Database, places: Places) {
  const sources = new InboxSources();
  new InboxNominations(database, places, sources).onModuleInit();
  const list = new ListInbox(database, sources);
  return {
    run: (actor: Actor, request: Parameters<ListInbox['run']>[1]) =>
      list.run(actor, request) as Promise<Page<InboxItem & InboxNomination>>,
  };
}
