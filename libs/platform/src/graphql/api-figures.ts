import { CLIENT_LIMITS } from '../http/http-app.js';
import { IDEMPOTENCY_HOURS } from '../database/commands/commands.js';
import { TURNS } from '../turns/fair-turns.js';
import { LARGEST_BODY } from './graphql-driver.js';
import { LIMITS } from './limits.js';
import { BURST_SECONDS } from './request-budget.js';
import { INIT_WITHIN_MS, PING_EVERY_MS, RECHECK_EVERY_MS, SERVICE_RESTART } from './subscription-server.js';
import { FORBIDDEN, SOCKETS, TOO_MANY, UNAUTHORIZED } from './subscription-session.js';

/** The limits and times of the API that its clients meet, by the names that the pages for developers know them by. */
export const API_FIGURES = {
  'limits.tokens': LIMITS.tokens,
  'limits.depth': LIMITS.depth,
  'limits.aliases': LIMITS.aliases,
  'limits.directives': LIMITS.directives,
  'limits.cost': LIMITS.cost,
  'limits.dear': LIMITS.dear,
  'limits.requestCost': LIMITS.requestCost,
  'limits.uploadCost': LIMITS.uploadCost,
  'limits.introspectionCost': LIMITS.introspectionCost,
  'limits.rootFields': LIMITS.rootFields,
  'limits.bodyKilobytes': LARGEST_BODY / 1_000,
  'limits.requestSeconds': CLIENT_LIMITS.request / 1_000,
  'limits.answerSeconds': CLIENT_LIMITS.answer / 1_000,
  'limits.atOnce': TURNS.ofOneCaller,
  'limits.waitSeconds': TURNS.patience / 1_000,
  'budget.burstSeconds': BURST_SECONDS,
  'idempotency.hours': IDEMPOTENCY_HOURS,
  'sockets.ofAddress': SOCKETS.ofAddress,
  'sockets.ofUser': SOCKETS.ofUser,
  'sockets.subscriptionsOfSocket': SOCKETS.subscriptionsOfSocket,
  'sockets.subscriptionsOfUser': SOCKETS.subscriptionsOfUser,
  'sockets.initSeconds': INIT_WITHIN_MS / 1_000,
  'sockets.pingSeconds': PING_EVERY_MS / 1_000,
  'sockets.recheckSeconds': RECHECK_EVERY_MS / 1_000,
  'sockets.unauthorized': `${UNAUTHORIZED}`,
  'sockets.forbidden': `${FORBIDDEN}`,
  'sockets.tooMany': `${TOO_MANY}`,
  'sockets.restart': `${SERVICE_RESTART}`,
} as const;
