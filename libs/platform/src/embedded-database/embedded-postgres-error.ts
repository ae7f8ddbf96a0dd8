/** The embedded PostgreSQL cannot be used. The message is one line for the person at the terminal and names a setting. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

/** Another process runs a server in the directory. */
export class DirectoryInUse extends EmbeddedPostgresError {
  constructor(dataDir: string, heldBy: number | undefined) {
    super(
      `PLENARY_DATA_DIR ${dataDir} is in use by ${heldBy === undefined ? 'another process' : `process ${heldBy}`}: stop it, or name another directory.`,
    );
  }
}
