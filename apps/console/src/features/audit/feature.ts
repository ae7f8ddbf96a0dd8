import { feature } from '../../app/feature';
import { HOST } from '../access/roles';

export default feature([
  {
    path: 'audit',
    isFor: [...HOST, 'PARTNER_COORDINATOR', 'HOST_ADMINISTRATOR', 'AUDITOR'],
    menu: { place: 6, label: 'navigation.audit' },
    load: async () => (await import('./audit-page')).AuditPage,
  },
]);
