import type { AtRule, Declaration, Plugin } from 'postcss';

/**
 * Rewrites physical CSS (left, right) to logical CSS (start, end), so that govuk-frontend's styles follow
 * `dir` as our own do: one style sheet serves left-to-right and right-to-left pages.
 */
const PROPERTIES: Readonly<Record<string, string>> = {
  'margin-left': 'margin-inline-start',
  'margin-right': 'margin-inline-end',
  'padding-left': 'padding-inline-start',
  'padding-right': 'padding-inline-end',
  'border-left': 'border-inline-start',
  'border-right': 'border-inline-end',
  'border-left-width': 'border-inline-start-width',
  'border-right-width': 'border-inline-end-width',
  'border-left-style': 'border-inline-start-style',
  'border-right-style': 'border-inline-end-style',
  'border-left-color': 'border-inline-start-color',
  'border-right-color': 'border-inline-end-color',
  left: 'inset-inline-start',
  right: 'inset-inline-end',
};

const SIDES = new Set(['float', 'clear', 'text-align']);

/** The four sides of `margin: top right bottom left`, or undefined where left and right are equal anyway. */
function unequalSides(value: string): readonly string[] | undefined {
  const parts = value.match(/(?:[^\s(]+(?:\([^)]*\))?|\([^)]*\))+/g) ?? [];
  return parts.length === 4 && parts[1] !== parts[3] ? parts : undefined;
}

function splitShorthand(declaration: Declaration): boolean {
  const sides = unequalSides(declaration.value);
  if (sides === undefined) return false;
  const [top, end, bottom, start] = sides;
  declaration.cloneBefore({ prop: `${declaration.prop}-block`, value: `${top} ${bottom}` });
  declaration.cloneBefore({ prop: `${declaration.prop}-inline`, value: `${start} ${end}` });
  declaration.remove();
  return true;
}

function toLogical(declaration: Declaration): void {
  const property = declaration.prop;
  if ((property === 'margin' || property === 'padding') && splitShorthand(declaration)) return;
  const renamed = PROPERTIES[property];
  if (renamed !== undefined) declaration.prop = renamed;
  if (!SIDES.has(property)) return;
  const isBox = property !== 'text-align';
  // Chrome 109 and Samsung 23 know no logical `float`: there the page floats as in a language from left to right.
  if (isBox && ['left', 'right'].includes(declaration.value)) declaration.cloneBefore();
  if (declaration.value === 'left') declaration.value = isBox ? 'inline-start' : 'start';
  if (declaration.value === 'right') declaration.value = isBox ? 'inline-end' : 'end';
}

/** What only Internet Explorer reads (`min-width: 0\0`, in whichever way it arrives); no minifier can. */
const FOR_EXPLORER = /min-width:\s*0[^\d\s).a-z]/;

function withoutExplorer(rule: AtRule): void {
  if (FOR_EXPLORER.test(rule.params)) rule.remove();
}

/** The PostCSS plugin of {@link toLogical}; it runs once over the finished tree, so nothing is rewritten twice. */
export function logicalCss(): Plugin {
  return {
    postcssPlugin: 'logical-css',
    OnceExit(root) {
      root.walkAtRules('media', withoutExplorer);
      root.walkDecls(toLogical);
    },
  };
}
