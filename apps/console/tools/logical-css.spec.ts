import postcss from 'postcss';
import { describe, expect, it } from 'vitest';
import { logicalCss } from './logical-css.ts';

const rewrite = (css: string) => postcss([logicalCss()]).process(css, { from: undefined }).css;

describe('logicalCss', () => {
  it.each([
    ['a{margin-left:1px}', 'a{margin-inline-start:1px}'],
    ['a{border-right:1px solid}', 'a{border-inline-end:1px solid}'],
    ['a{left:0}', 'a{inset-inline-start:0}'],
    // What follows is for a browser that does not know the direction here.
    ['a{float:right}', 'a{float:right;float:inline-end}'],
    ['a{clear:left}', 'a{clear:left;clear:inline-start}'],
    ['a{text-align:left}', 'a{text-align:start}'],
    ['a{padding:1px 2px 3px 4px}', 'a{padding-block:1px 3px;padding-inline:4px 2px}'],
    ['a{margin:0 calc(1px + 2px) 0 4px}', 'a{margin-block:0 0;margin-inline:4px calc(1px + 2px)}'],
  ])('makes %s follow the direction', (css, logical) => {
    expect(rewrite(css)).toBe(logical);
  });

  it.each(['a{margin:0 2px}', 'a{padding:1px 2px 3px 2px}', 'a{text-align:center}', 'a{color:red}'])(
    'leaves %s as it is',
    (css) => {
      expect(rewrite(css)).toBe(css);
    },
  );

  it('takes out what only Internet Explorer reads', () => {
    expect(rewrite('@media (min-width: 0\\0){a{color:red}}b{color:red}')).toBe('b{color:red}');
    expect(rewrite('@media (min-width: 0){a{color:red}}')).toContain('a{');
  });
});
