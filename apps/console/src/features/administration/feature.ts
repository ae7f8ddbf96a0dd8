import { feature } from '../../app/feature';

export default feature([
  {
    path: 'administration',
    isFor: ['HOST_ADMINISTRATOR'],
    menu: { place: 7, label: 'navigation.administration' },
    load: async () => (await import('./administration-page')).AdministrationPage,
  },
]);
