import { describe, expect, it } from '@jest/globals';
import { foldEmail, isEmailAddress } from './email-address.js';

describe('an e-mail address', () => {
  it.each([
    'ada@example.org',
    "o'mocking+x@example.org",
    'उदाहरण@example.org',
    'x@उदाहरण.भारत',
    'kontakt@bücherei.example',
    'kontakt@xn--bcherei-n2a.example',
    'zoë@example.org',
    'ทดสอบ@example.org',
    `x@${'a'.repeat(63)}.org`,
  ])('is %s', (text) => expect(isEmailAddress(text)).toBe(true));

  it.each([
    'x@xn--0.example',
    'x@xn--0',
    `x@${'a'.repeat(64)}.org`,
    `x@${'ü'.repeat(60)}.org`,
    `${'a'.repeat(65)}@example.org`,
    `${'a'.repeat(60)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.org`,
    'x@1.2.3.4',
    'x@0x7f.1',
    'x@example',
    'x@-a.org',
    'x@a_b.org',
    'x@ex%41mple.org',
    'a b@example.org',
    '"a"@example.org',
    'a@b@example.org',
    '\u0301a@example.org',
    `a${'\u0301'.repeat(5)}@example.org`,
    '.a@example.org',
    '@example.org',
    'example.org',
    '',
  ])('is not %s', (text) => expect(isEmailAddress(text)).toBe(false));

  it.each([
    ['kontakt@bücherei.example', 'kontakt@xn--bcherei-n2a.example'],
    ['Kontakt@BÜCHEREI.example', 'kontakt@xn--bcherei-n2a.example'],
    ['kontakt@xn--bcherei-n2a.example', 'kontakt@xn--bcherei-n2a.example'],
    ['x@उदाहरण.भारत', 'x@xn--p1b6ci4b4b3a.xn--h2brj9c'],
    ['ÉLÉONORE@example.org', 'éléonore@example.org'],
    ['nobody', 'nobody'],
  ])('%s is the mailbox %s', (email, fold) => expect(foldEmail(email)).toBe(fold));
});
