import { randomUUID } from 'node:crypto';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Logger, tellFailure } from '#libs/platform';
import { tokenAsTyped } from '#libs/invitations';
import { ApiForForms, type Refusal, type Told } from './ask-api.js';
import {
  askForCode,
  checkAnswer,
  type Invitation,
  LONGEST_REASON,
  pathIn,
  PLAIN_PATH,
  sayProblem,
  type Setting,
  showInvitation,
  type Shown,
  STYLE_PATH,
  thank,
  type Wish,
} from './plain-pages.js';
import { PLAIN_STYLE } from './plain-style.js';
import { type Language, LANGUAGES, languageOf, WORDS } from './plain-words.js';

const LARGEST_FORM = 20_000;
const HTML = 'text/html; charset=utf-8';
/** Seconds to wait where the API does not say. */
const A_MINUTE = 60;

/** What a form of ours says; anything else that comes is read as if it were left out. */
interface Form {
  readonly token: string;
  readonly step: string | null;
  readonly answer: Wish | undefined;
  readonly reason: string;
  readonly key: string;
}

/**
 * The invitation for a browser without JavaScript: pages and forms of plain HTML, in the language of their address, else the
 * browser's. Tokens travel in bodies alone, so no address, history or log has them.
 */
export const plainInvitation =
  (options: { readonly contact: string | null; readonly logger: Logger }) =>
  async (fastify: FastifyInstance): Promise<void> => {
    const api = new ApiForForms(fastify);
    const settingOf = (request: FastifyRequest, language?: Language): Setting => ({
      contact: options.contact,
      language: language ?? languageOf(request.headers['accept-language']),
    });
    await fastify.register(async (scope) => {
      scope.addContentTypeParser(
        'application/x-www-form-urlencoded',
        { parseAs: 'string', bodyLimit: LARGEST_FORM },
        (_request, body, done) => done(null, new URLSearchParams(String(body))),
      );
      scope.addHook('onRequest', (_request, reply, done) => {
        // A form says where it comes from, which the API compares; an address of ours holds nothing of anybody.
        reply.header('referrer-policy', 'same-origin');
        done();
      });
      scope.setErrorHandler((error, request, reply) => {
        const { status, correlationId } = tellFailure(error, request, options.logger);
        const setting = settingOf(request, languageIn(request.routeOptions.url));
        const words = WORDS[setting.language];
        const problem = status === 413 ? words.tooLong : words.fault;
        return reply
          .code(status)
          .type(HTML)
          .send(sayProblem(setting, problem, correlationId));
      });
      scope.get(STYLE_PATH, (_request, reply) =>
        reply.header('cache-control', 'no-cache').type('text/css; charset=utf-8').send(PLAIN_STYLE),
      );
      for (const language of [undefined, ...LANGUAGES]) {
        const path = language === undefined ? PLAIN_PATH : pathIn(language);
        scope.get(path, (request, reply) => reply.type(HTML).send(askForCode(settingOf(request, language))));
        scope.post(path, (request, reply) =>
          new PlainAnswer(api, request, reply, settingOf(request, language)).take(),
        );
      }
    });
  };

/** The language that an address of ours is in. */
const languageIn = (path: string | undefined): Language | undefined =>
  LANGUAGES.find((language) => pathIn(language) === path);

/** One form that was sent, and the page that answers it. */
class PlainAnswer {
  private readonly form: Form;

  constructor(
    private readonly api: ApiForForms,
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
    private readonly setting: Setting,
  ) {
    this.form = formOf(request.body);
  }

  async take(): Promise<FastifyReply> {
    const { token, step, answer, reason, key } = this.form;
    if (step === 'send' && answer !== undefined) {
      const told = await this.api.answer(this.request, token, { wish: answer, reason, key });
      return told.refusal === undefined ? this.show(told, thank) : this.refused(told.refusal, answer);
    }
    const told = await this.api.read(this.request, token);
    if (step === 'check') return this.show(told, (shown) => this.check(shown));
    if (step === 'calendar' && typeof told.invitation?.calendar === 'string')
      return this.reply
        .type('text/calendar; charset=utf-8')
        .header('content-disposition', 'attachment; filename="invitation.ics"')
        .send(told.invitation.calendar);
    return this.show(told, showInvitation);
  }

  private check(shown: Shown): string {
    const { answer, reason } = this.form;
    const words = WORDS[this.setting.language];
    if (!canBeAnswered(shown.invitation)) return showInvitation(shown);
    if (answer === undefined) return showInvitation({ ...shown, problem: words.missing });
    if (reason.length > LONGEST_REASON) return showInvitation({ ...shown, problem: words.tooLong });
    return checkAnswer({ ...shown, answer }, randomUUID());
  }

  private async refused({ code, state }: Refusal, wish: Wish): Promise<FastifyReply> {
    const told = await this.api.read(this.request, this.form.token);
    const words = WORDS[this.setting.language];
    if (code === 'NOT_FOUND') return this.show(told, showInvitation);
    return this.show(told, (shown) => {
      this.reply.code(409);
      const { nominatedBy, state: now } = shown.invitation;
      const before = state ?? now;
      const isGone = code === 'PLACE_GONE';
      const problem = {
        WINDOW_CLOSED: words.windowClosed(nominatedBy),
        PLACE_GONE: words.placeGone(nominatedBy),
        INVALID_INPUT: this.form.reason.length > LONGEST_REASON ? words.tooLong : words.unreadable,
        IDEMPOTENCY_KEY_REUSED: words.sentBefore,
        ACTION_UNAVAILABLE: before === 'PENDING' ? words.sentBefore : words.overtaken[before],
      }[code];
      const invitation = isGone ? { ...shown.invitation, changeableUntil: null } : shown.invitation;
      return showInvitation({ ...shown, invitation, problem, answer: wish });
    });
  }

  /** A page of the invitation, or why there is none. */
  private show({ invitation, error }: Told, write: (shown: Shown) => string): FastifyReply {
    const { language } = this.setting;
    const words = WORDS[language];
    const { token, answer, reason } = this.form;
    this.reply.type(HTML);
    if (invitation !== null)
      return this.reply.send(write({ ...this.setting, invitation, token, answer, reason }));
    const unknown = { title: words.unknown, text: words.unknownText };
    switch (error?.code) {
      case undefined:
      case 'BAD_USER_INPUT':
        return this.reply.code(404).send(askForCode(this.setting, unknown));
      case 'RATE_LIMITED':
        if (error?.retryAfter !== undefined) this.reply.header('retry-after', error.retryAfter);
        return this.reply
          .code(429)
          .send(sayProblem(this.setting, words.rateLimited(Number(error?.retryAfter ?? A_MINUTE))));
      case 'CROSS_SITE_REQUEST':
        return this.reply
          .code(403)
          .send(askForCode(this.setting, { title: words.problem, text: words.foreign }));
      default:
        return this.reply.code(503).send(sayProblem(this.setting, words.fault, error?.correlationId));
    }
  }
}

const canBeAnswered = ({ state, changeableUntil }: Invitation): boolean =>
  state === 'PENDING' || changeableUntil !== null;

function formOf(body: unknown): Form {
  const form = body instanceof URLSearchParams ? body : new URLSearchParams();
  const answer = form.get('answer');
  return {
    token: tokenAsTyped(form.get('token') ?? ''),
    step: form.get('step'),
    answer: answer === 'confirm' || answer === 'decline' ? answer : undefined,
    // Forms end lines as mail does; the limit counts what the person sees.
    reason: (form.get('reason') ?? '').replace(/\r\n?/g, '\n').trim(),
    key: form.get('key') ?? randomUUID(),
  };
}
