import { type WebSocket } from 'ws';

const PATIENCE_MS = 10_000;

interface Message {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** Speaks graphql-transport-ws by hand, so that its rules can be broken. */
export class Conversation {
  private readonly messages: Message[] = [];
  private readonly unread: Message[] = [];
  private closeCode: number | undefined;
  private reason = '';
  private failure: Error | undefined;
  private isOpen = false;

  constructor(private readonly socket: WebSocket) {
    socket.on('open', () => {
      this.isOpen = true;
    });
    socket.on('error', (error) => {
      this.failure = error;
    });
    socket.on('close', (code, reason) => {
      this.closeCode = code;
      this.reason = reason.toString();
    });
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Message;
      this.messages.push(message);
      this.unread.push(message);
    });
  }

  async opened(): Promise<void> {
    await this.until('the connection opens', () => this.isOpen || this.failure !== undefined);
    if (!this.isOpen && this.failure !== undefined) throw this.failure;
  }

  say(message: object): void {
    this.sayText(JSON.stringify(message));
  }

  sayText(text: string): void {
    this.socket.send(text);
  }

  /** The next message of a type that was not read yet. */
  async hears(type: string): Promise<Message> {
    const at = (): number => this.unread.findIndex((message) => message.type === type);
    await this.until(`a message ${type}`, () => at() >= 0);
    return this.unread.splice(at(), 1)[0] as Message;
  }

  heard(type: string): readonly Message[] {
    return this.messages.filter((message) => message.type === type);
  }

  /** Waits until the server has worked off what was said: it answers pings in turn. */
  async settles(): Promise<void> {
    for (let round = 0; round < 3; round += 1) {
      this.say({ type: 'ping' });
      await this.hears('pong');
    }
  }

  async closes(): Promise<number> {
    await this.until('the connection closes', () => this.closeCode !== undefined);
    return this.closeCode as number;
  }

  /** What the server said of the close, for the people who write clients. */
  get closeReason(): string {
    return this.reason;
  }

  end(): void {
    this.socket.terminate();
  }

  private async until(what: string, isSo: () => boolean): Promise<void> {
    const start = Date.now();
    while (!isSo()) {
      if (Date.now() - start > PATIENCE_MS) throw new Error(`Waited in vain: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}
