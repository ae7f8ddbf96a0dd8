import { IncomingMessage } from 'node:http';

/**
 * A request that Node hands to whoever upgrades connections only where it asks for a WebSocket. Clients that would rather
 * speak HTTP/2 (`Upgrade: h2c`: Java's HttpClient, `curl --http2`) are answered in HTTP/1.1 as if they had not asked, which
 * RFC 9110, section 7.8, lets a server do.
 */
export class PlainRequest extends IncomingMessage {
  private asksForUpgrade: boolean | null = null;

  // Node's parser sets it before it reads the headers, and asks for it after.
  get upgrade(): boolean | null {
    if (this.asksForUpgrade !== true || this.method === 'CONNECT') return this.asksForUpgrade;
    return this.headers.upgrade?.toLowerCase() === 'websocket';
  }

  set upgrade(asks: boolean | null) {
    this.asksForUpgrade = asks;
  }
}
