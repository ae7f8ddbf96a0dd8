import { type Role } from '#libs/kernel';
import { type Product } from './product.js';

/** The real parts. Loaded when a command needs them, all together, for they need each other. */
export async function loadProduct(): Promise<Product> {
  const [
    api,
    schema,
    worker,
    platform,
    access,
    audit,
    notifications,
    demonstration,
    places,
    nominations,
    forum,
    founding,
  ] = await Promise.all([
    import('../../api/src/start-api.js'),
    import('../../api/src/print-schema.js'),
    import('../../worker/src/start-worker.js'),
    import('#libs/platform'),
    import('#libs/access'),
    import('#libs/audit'),
    import('#libs/notifications'),
    import('#libs/demonstration'),
    import('#libs/places'),
    import('#libs/nominations'),
    import('#libs/forum'),
    import('./founding/create-conference.js'),
  ]);
  return {
    migrate: platform.migrate,
    seed: demonstration.seedDemonstration,
    createConference: founding.createConference,
    startApi: api.startApi,
    startWorker: worker.startWorker,
    sampleSignIns: async (settings) =>
      (await access.listSamplePeople(settings)).map(({ email, name, role, bodyName }) => ({
        email,
        name,
        role: bodyName === null ? ROLE_WORDS[role] : `${ROLE_WORDS[role]}, ${bodyName}`,
      })),
    createToken: access.issueApiToken,
    listTokens: access.listApiTokens,
    revokeToken: access.revokeApiToken,
    verifyAudit: audit.verifyAudit,
    verifyAuditFile: audit.verifyAuditFile,
    verifyQuotas: (settings, conference) =>
      places.verifyQuotas(settings, nominations.placesOfNominations, conference),
    importConversation: forum.importConversation,
    exportConversation: forum.exportConversation,
    mapTopic: forum.mapTopic,
    takeSnapshot: forum.takeSnapshot,
    verifySnapshot: forum.verifySnapshot,
    writeBackup: platform.writeBackup,
    checkBackup: platform.checkBackup,
    restoreBackup: (settings, source, { isMailKept }) =>
      platform.restoreBackup(settings, source, [
        ...access.END_RESTORED_SIGN_INS,
        ...(isMailKept ? [] : [notifications.holdRestoredMessages()]),
      ]),
    testMail: notifications.testMail,
    printSchema: schema.printSchema,
    messageKindNames: notifications.messageKindNames,
  };
}

/** The glossary's words for the roles. */
const ROLE_WORDS: Readonly<Record<Role, string>> = {
  HOST_ADMINISTRATOR: 'host administrator',
  HOST_OFFICER: 'host officer',
  HOST_APPROVER: 'host approver',
  AUDITOR: 'auditor',
  PARTNER_COORDINATOR: 'partner coordinator',
  PARTNER_NOMINATOR: 'partner nominator',
  PARTNER_VIEWER: 'partner viewer',
  FOCAL_POINT: 'focal point',
};
