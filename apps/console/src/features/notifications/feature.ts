import { feature } from '../../layout/feature';
import { EVERY_STAFF_ROLE, KEEPING_MAIL } from '../access/roles';
import type words from './messages.en.json';

declare module '../../i18n/catalogue.en' {
  interface Words {
    readonly notifications: typeof words;
  }
}

export default feature([
  {
    path: 'messages',
    isFor: EVERY_STAFF_ROLE,
    menu: { place: 4, label: 'navigation.messages' },
    load: async () => (await import('./messages-page')).MessagesPage,
  },
  {
    path: 'messages/kinds',
    isFor: KEEPING_MAIL,
    load: async () => (await import('./message-kinds-page')).MessageKindsPage,
  },
]);
