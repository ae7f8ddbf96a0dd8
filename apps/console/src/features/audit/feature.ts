import { feature } from '../../layout/feature';
import { HOST } from '../access/roles';
import type words from './messages.en.json';

declare module '../../i18n/catalogue.en' {
  interface Words {
    readonly audit: typeof words;
  }
}

export default feature([
  {
    path: 'audit',
    isFor: [...HOST, 'PARTNER_COORDINATOR', 'HOST_ADMINISTRATOR', 'AUDITOR'],
    menu: { place: 6, label: 'navigation.audit' },
    load: async () => (await import('./audit-page')).AuditPage,
  },
]);
