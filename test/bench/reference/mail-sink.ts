import { smtpSink } from '#libs/testing';
import { answerWhenAll } from './answer-when-all.js';

/** A local mail server that takes everything. */
await answerWhenAll(await smtpSink());
