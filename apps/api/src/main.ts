import { endFailed } from '#libs/platform/failure';

// The process itself: `node dist/apps/api/src/main.js`. All else is loaded from here, so that a failure to load it is told too.
await import('./start-api.js').then(({ runApi }) => runApi()).catch(endFailed);
