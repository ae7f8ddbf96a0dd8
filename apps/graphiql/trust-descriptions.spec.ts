import { describe, expect, it } from '@jest/globals';
import { onlyDescriptions } from './trust-descriptions.ts';

describe('what GraphiQL may set as HTML', () => {
  it('is what Markdown is made into', () => {
    const html =
      '<p>A <code>DRAFT</code>, <em>see</em> <a href="https://x.example">x</a></p>\n<ul><li>1</li></ul><br/>';
    expect(onlyDescriptions(html)).toBe(html);
  });

  it.each([
    ['<img src=x onerror=y>', '&lt;img src=x onerror=y>'],
    ['<script>x</script>', '&lt;script>x&lt;/script>'],
    ['<pretend>', '&lt;pretend>'],
    ['<SVG/onload=x>', '&lt;SVG/onload=x>'],
    ['<!-- x -->', '&lt;!-- x -->'],
  ])('is nothing else: %s', (html, expected) => {
    expect(onlyDescriptions(html)).toBe(expected);
  });
});
