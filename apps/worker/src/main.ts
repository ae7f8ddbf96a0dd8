import { endFailed } from '#libs/platform/failure';

// The process itself: `node dist/apps/worker/src/main.js`. All else is loaded from here, so that a failure to load it is told too.
await import('./start-worker.js').then(({ runWorker }) => runWorker()).catch(endFailed);
