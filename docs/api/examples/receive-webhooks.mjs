// node receive-webhooks.mjs seen.txt
//
// Takes webhooks at http://localhost:4711, verifies each, and tells each change once, over restarts too.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { verifyWebhook } from 'plenary-client';

const [seenFile] = process.argv.slice(2);
// Two, with a space between them, while one replaces the other.
const secrets = process.env.PLENARY_WEBHOOK_SECRETS.split(' ');
const port = Number(process.env.PORT ?? 4711);
const seen = new Set(existsSync(seenFile) ? readFileSync(seenFile, 'utf8').split('\n') : []);

const server = createServer(async (request, response) => {
  const answer = (status, text = '') => response.writeHead(status).end(text);
  // A delivery has some hundred bytes: nobody gets to fill this memory.
  if (!(Number(request.headers['content-length']) < 10_000)) return answer(413);
  // The bytes as they came: parsed and written anew they would be signed otherwise.
  const body = Buffer.concat(await request.toArray());
  const verified = verifyWebhook({ headers: request.headers, body }, { secrets });
  if (!verified.isValid) return answer(400, verified.reason);
  if (!seen.has(verified.id)) {
    // Here your work is put into a queue of your own. Whatever fails before the answer is sent again.
    console.log(verified.event.type, verified.event.data.externalReference, verified.event.data.subjectId);
    appendFileSync(seenFile, `${verified.id}\n`);
    seen.add(verified.id);
  }
  return answer(204);
});
server.listen(port, 'localhost', () => console.log(`Waiting at http://localhost:${port}`));
