import { feature } from '../../layout/feature';
import type words from './messages.en.json';

declare module '../../i18n/catalogue.en' {
  interface Words {
    readonly delegations: typeof words;
  }
}

const HOST = ['HOST_ADMINISTRATOR', 'HOST_OFFICER', 'HOST_APPROVER', 'AUDITOR'] as const;

export default feature([
  {
    path: 'delegations',
    isFor: HOST,
    menu: { place: 4.6, label: 'navigation.delegations' },
    load: async () => (await import('./delegations-page')).DelegationsPage,
  },
  {
    path: 'delegations/:id',
    isFor: HOST,
    load: async () => (await import('./invitation-page')).InvitationPage,
  },
  {
    path: 'own-organisations',
    isFor: ['FOCAL_POINT'],
    menu: { place: 0.5, label: 'navigation.own' },
    load: async () => (await import('./own-invitations-page')).OwnInvitationsPage,
  },
  {
    path: 'own-organisations/:id',
    isFor: ['FOCAL_POINT'],
    load: async () => (await import('./own-invitation-page')).OwnInvitationPage,
  },
]);
