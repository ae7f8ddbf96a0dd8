import { testDatabase, testSettings } from '#libs/testing';
import { printSchema } from '../../apps/api/src/print-schema.js';

// In a process of its own: what tests declare to GraphQL stays in the process that has loaded them.
const database = await testDatabase();
try {
  process.stdout.write(
    await printSchema(await testSettings(database, { SMTP_URL: 'smtp://127.0.0.1:2525' })),
  );
} finally {
  await database.drop();
}
