import { KeptConnection } from '../../database/kept-connection.js';
import { OUTBOX_CHANNEL } from '../../database/outbox-bell.js';

/** One connection that hears the bell of new outbox rows. */
export class OutboxListener {
  private readonly connection: KeptConnection;

  constructor(url: string, onRing: () => void) {
    this.connection = new KeptConnection(url, 'plenary-outbox', async (client) => {
      client.on('notification', onRing);
      await client.query(`LISTEN ${OUTBOX_CHANNEL}`);
      // What was rung for while nobody listened.
      onRing();
    });
  }

  start(): void {
    void this.connection.start();
  }

  stop(): Promise<void> {
    return this.connection.stop();
  }
}
