/** How the marks of a group look. */
export interface GroupStyle {
  readonly colour: string;
  readonly marker: Marker;
  /** Dashes of the outline; empty for a plain line. */
  readonly dash: string;
}

export type Marker = 'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'dot';

/** People of no group; it stands out 3:1 from white and from black. */
export const PALETTE = { faint: '#7d8387' } as const;

/**
 * Colours that the colour-blind tell apart, after Okabe and Ito, "Color Universal Design" (2008), as far as they stand
 * out 3:1 from white; the purple is darkened for that, and grey stands in for the light ones.
 */
const STYLES: readonly GroupStyle[] = [
  { colour: '#0072b2', marker: 'circle', dash: '' },
  { colour: '#d55e00', marker: 'triangle', dash: '9 5' },
  { colour: '#009e73', marker: 'square', dash: '2 5' },
  { colour: '#b3568a', marker: 'diamond', dash: '14 4 3 4' },
  { colour: '#4d4d4d', marker: 'cross', dash: '20 6' },
];

/** So many groups can be told apart; numbers beyond repeat the styles. */
export const STYLE_COUNT = STYLES.length;

/** The style that goes with a group's number, counted from 0. */
export function styleOf(number: number): GroupStyle {
  return STYLES[number % STYLE_COUNT]!;
}

/** A mark about 8 units wide, times `scale`, around a point, as part of an SVG path. */
export function markerPath(marker: Marker, x: number, y: number, scale = 1): string {
  const steps = OUTLINES[marker].map(([command, ...lengths]) => {
    return command + lengths.map((length) => round(length * scale)).join(' ');
  });
  if (marker !== 'circle' && marker !== 'dot') return `M${x} ${y}${steps.join('')}z`;
  const radius = round((marker === 'dot' ? 2 : 4) * scale);
  return `M${round(x - radius)} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
}

const round = (value: number): number => Math.round(10 * value) / 10;

type Step = readonly [command: string, ...lengths: number[]];

/** How to go around each mark from its middle; round ones are arcs. */
const OUTLINES: Readonly<Record<Marker, readonly Step[]>> = {
  circle: [],
  dot: [],
  square: [
    ['m', -3.5, -3.5],
    ['h', 7],
    ['v', 7],
    ['h', -7],
  ],
  triangle: [
    ['m', 0, -4.5],
    ['l', 4.5, 8],
    ['h', -9],
  ],
  diamond: [
    ['m', 0, -5],
    ['l', 5, 5],
    ['l', -5, 5],
    ['l', -5, -5],
  ],
  cross: [
    ['m', -1.5, -4.5],
    ['h', 3],
    ['v', 3],
    ['h', 3],
    ['v', 3],
    ['h', -3],
    ['v', 3],
    ['h', -3],
    ['v', -3],
    ['h', -3],
    ['v', -3],
    ['h', 3],
  ],
};
