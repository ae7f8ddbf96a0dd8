import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** Which of the questions that wait is answered next. */
export type Order = 'first' | 'last';

/** The product behind a door that keeps its answers back: in every engine they come one by one, in the order that a test wants. */
export interface HeldAnswers {
  readonly url: string;
  /** From now on the answers to the API's questions wait, but for the one that says who is here. */
  hold(): void;
  /** Lets the answers through that wait, and all that follow. */
  letThrough(): void;
  /** Answers the first or the last of the questions that wait; false where none does. */
  answerOne(order: Order): Promise<boolean>;
  close(): Promise<void>;
}

/** `instead`: what operations are answered besides what the product would say, by their names. */
export async function holdAnswers(
  productUrl: string,
  instead: Readonly<Record<string, object>> = {},
): Promise<HeldAnswers> {
  const product = new URL(productUrl);
  const waiting: (() => Promise<void>)[] = [];
  let isHolding = false;
  const server = createServer((incoming, outgoing) => {
    void bodyOf(incoming).then((body) => {
      const name = /"operationName":"(\w+)"/.exec(body.toString())?.[1] ?? '';
      const answer = () => forward(product, incoming, body, outgoing, instead[name]);
      if (isHolding && name !== '' && name !== 'Session') waiting.push(answer);
      else void answer();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${String((server.address() as AddressInfo).port)}`,
    hold: () => {
      isHolding = true;
    },
    letThrough: () => {
      isHolding = false;
      for (const answer of waiting.splice(0)) void answer();
    },
    answerOne: async (order) => {
      const answer = order === 'first' ? waiting.shift() : waiting.pop();
      await answer?.();
      return answer !== undefined;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Asks as if the browser had the product's own address, and ends when the answer has gone out. */
async function forward(
  product: URL,
  incoming: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
  instead: object | undefined,
): Promise<void> {
  if (instead !== undefined) {
    outgoing.writeHead(200, { 'content-type': 'application/json' });
    outgoing.end(JSON.stringify({ data: instead }));
    return;
  }
  const { origin, referer, ...headers } = incoming.headers;
  const own = {
    ...headers,
    host: product.host,
    ...(origin === undefined ? {} : { origin: product.origin }),
    ...(referer === undefined ? {} : { referer: product.href }),
  };
  const asked = request({
    host: '127.0.0.1',
    port: product.port,
    method: incoming.method,
    path: incoming.url,
    headers: own,
  });
  asked.end(body);
  try {
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
    await once(answer, 'end');
  } catch {
    // The page that asked, or the product, is gone.
    outgoing.destroy();
  }
}
