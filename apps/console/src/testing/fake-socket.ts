import type { Client, ExecutionResult, Sink } from 'graphql-ws';
import { act } from '@testing-library/react';

type Listener = Sink<ExecutionResult<Record<string, unknown>, unknown>>;

/** The socket of an API that is not there: `vi.mock('graphql-ws', () => ({ createClient: () => socket.client }))`. */
export class FakeSocket {
  private readonly listeners = new Set<Listener>();

  /** As much of a client as the console uses. */
  readonly client: Pick<Client, 'subscribe'> = {
    subscribe: (_request, sink) => {
      const listener = sink as unknown as Listener;
      this.listeners.add(listener);
      return () => {
        this.listeners.delete(listener);
      };
    },
  };

  get isHeard(): boolean {
    return this.listeners.size > 0;
  }

  /** Sends the answer to a subscription to everybody who listens. */
  tell(data: Record<string, unknown>): void {
    act(() => {
      for (const listener of this.listeners) listener.next({ data });
    });
  }
}
