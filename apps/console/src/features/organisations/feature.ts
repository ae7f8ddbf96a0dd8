import { feature } from '../../layout/feature';
import type words from './messages.en.json';

declare module '../../i18n/catalogue.en' {
  interface Words {
    readonly organisations: typeof words;
  }
}

const HOST = ['HOST_ADMINISTRATOR', 'HOST_OFFICER', 'HOST_APPROVER', 'AUDITOR'] as const;

export default feature([
  {
    path: 'organisations',
    isFor: HOST,
    menu: { place: 4.5, label: 'navigation.organisations' },
    load: async () => (await import('./organisations-page')).OrganisationsPage,
  },
  {
    path: 'organisations/texts',
    isFor: HOST,
    load: async () => (await import('./organisation-texts-page')).OrganisationTextsPage,
  },
  {
    path: 'organisations/:id',
    isFor: HOST,
    load: async () => (await import('./organisation-page')).OrganisationPage,
  },
]);
