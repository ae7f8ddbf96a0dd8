import { feature } from '../../layout/feature';
import type words from './messages.en.json';

declare module '../../i18n/catalogue.en' {
  interface Words {
    readonly invitations: typeof words;
  }
}

export default feature([
  {
    path: 'invitation',
    isFor: 'everybody',
    load: async () => (await import('./invitation-page')).InvitationPage,
  },
]);
