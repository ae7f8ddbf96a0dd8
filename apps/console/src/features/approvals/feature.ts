import { feature } from '../../layout/feature';
import { READING_INBOX } from '../access/roles';
import type words from './messages.en.json';

declare module '../../i18n/catalogue.en' {
  interface Words {
    readonly approvals: typeof words;
  }
}

export default feature([
  {
    path: 'inbox',
    isFor: [...READING_INBOX, 'HOST_ADMINISTRATOR'],
    menu: { place: 1, label: 'navigation.inbox' },
    load: async () => (await import('./inbox-page')).InboxPage,
  },
  {
    path: 'inbox/:id',
    isFor: [...READING_INBOX, 'HOST_ADMINISTRATOR'],
    load: async () => (await import('./inbox-item-page')).InboxItemPage,
  },
  {
    path: 'release',
    isFor: READING_INBOX,
    menu: { place: 3, label: 'navigation.release' },
    load: async () => (await import('./release-page')).ReleasePage,
  },
]);
