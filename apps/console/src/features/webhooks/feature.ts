import { feature } from '../../layout/feature';
import type words from './messages.en.json';

declare module '../../i18n/catalogue.en' {
  interface Words {
    readonly webhooks: typeof words;
  }
}

export default feature([
  {
    path: 'webhooks',
    isFor: ['PARTNER_COORDINATOR', 'HOST_ADMINISTRATOR'],
    menu: { place: 5.6, label: 'navigation.webhooks' },
    load: async () => (await import('./webhooks-page')).WebhooksPage,
  },
]);
