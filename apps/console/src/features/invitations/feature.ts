import { feature } from '../../app/feature';

export default feature([
  {
    path: 'invitation',
    isFor: 'everybody',
    load: async () => (await import('./invitation-page')).InvitationPage,
  },
]);
