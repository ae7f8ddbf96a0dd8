/** How the marks of a group look. */
export interface GroupStyle {
  readonly colour: string;
  readonly marker: Marker;
  /** Dashes of the outline; empty for a plain line. */
  readonly dash: string;
}

export type Marker = 'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'dot';

export const PALETTE = { ink: '#0b0c0c', quiet: '#505a5f', faint: '#a9adb0' } as const;

/** Colours that the colour-blind tell apart: Okabe and Ito, "Color Universal Design" (2008), without yellow and black. */
const STYLES: readonly GroupStyle[] = [
  { colour: '#0072b2', marker: 'circle', dash: '' },
  { colour: '#d55e00', marker: 'triangle', dash: '9 5' },
  { colour: '#009e73', marker: 'square', dash: '2 5' },
  { colour: '#cc79a7', marker: 'diamond', dash: '14 4 3 4' },
  { colour: '#56b4e9', marker: 'cross', dash: '20 6' },
];

/** The style that goes with a group's number, counted from 0. */
export function styleOf(number: number): GroupStyle {
  return STYLES[number % STYLES.length]!;
}

/** A mark about 8 units wide around a point, as part of an SVG path. */
export function markerPath(marker: Marker, x: number, y: number): string {
  switch (marker) {
    case 'circle':
      return `M${x - 4} ${y}a4 4 0 1 0 8 0a4 4 0 1 0-8 0z`;
    case 'square':
      return `M${x - 3.5} ${y - 3.5}h7v7h-7z`;
    case 'triangle':
      return `M${x} ${y - 4.5}l4.5 8h-9z`;
    case 'diamond':
      return `M${x} ${y - 5}l5 5l-5 5l-5-5z`;
    case 'cross':
      return `M${x - 1.5} ${y - 4.5}h3v3h3v3h-3v3h-3v-3h-3v-3h3z`;
    case 'dot':
      return `M${x - 2} ${y}a2 2 0 1 0 4 0a2 2 0 1 0-4 0z`;
  }
}
