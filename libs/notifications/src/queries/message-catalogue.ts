import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor } from '#libs/kernel';
import { compositeId, nextSlice } from '#libs/platform';
import { type Audience, currentVersion, definedMessages, type Message } from '../define-message.js';
import { type Language, LANGUAGES } from '../domain/mail-language.js';
import { Notifications } from '../notifications.facade.js';
import { type RenderedMessage } from '../rendering/render-message.js';

/** A value that a kind of message is written with. */
export interface MessageParameter {
  readonly name: string;
  readonly isOptional: boolean;
  /** Of its preview; null where that leaves it out. */
  readonly sample: string | null;
}

/** What a kind says in one language, of invented people. */
export interface MessageSample {
  readonly language: Language;
  readonly when: string;
  /** Written when somebody asks for it, a slice at a time. */
  readonly rendered: (actor: Actor) => Promise<RenderedMessage>;
}

/** A kind of message, as its declaration has it. */
export interface CataloguedMessage {
  readonly id: string;
  readonly kind: string;
  readonly audience: Audience;
  readonly whenInDoubt: 'SEND_AGAIN' | 'HOLD';
  readonly isPersonal: boolean;
  readonly version: number;
  readonly parameters: readonly MessageParameter[];
  readonly samples: readonly MessageSample[];
}

/** Every kind of message that there is: read from what is declared, so that none is missing. */
@Injectable()
export class MessageCatalogue {
  constructor(private readonly notifications: Notifications) {}

  /** By the names of the kinds. */
  list(): readonly CataloguedMessage[] {
    return definedMessages().map((message) => ({
      id: compositeId('CataloguedMessage', message.kind),
      kind: message.kind,
      audience: message.audience,
      whenInDoubt: message.whenInDoubt ?? 'SEND_AGAIN',
      isPersonal: message.isPersonal ?? false,
      version: currentVersion(message),
      parameters: parametersOf(message),
      samples: LANGUAGES.map((language) => this.sample(message, language)),
    }));
  }

  private sample(message: Message, language: Language): MessageSample {
    let written: RenderedMessage | undefined;
    return {
      language,
      when: message.when[language],
      rendered: async (actor) => {
        await nextSlice(actor);
        const content = { message, params: message.preview };
        return (written ??= this.notifications.render(content, { language, offered: LANGUAGES }));
      },
    };
  }
}

function parametersOf({ kind, params, preview }: Message): MessageParameter[] {
  if (!(params instanceof z.ZodObject)) throw new Error(`${kind} takes no closed set of values`);
  const samples = preview as Readonly<Record<string, unknown>>;
  return Object.entries(params.shape).map(([name, value]) => ({
    name,
    isOptional: (value as z.ZodType).safeParse(undefined).success,
    sample: sampleOf(samples[name]),
  }));
}

function sampleOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
