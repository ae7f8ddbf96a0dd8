import { type Points } from './projection.js';

/** Bounds are trusted only beyond this share, so that rounding never decides; ties are always computed. */
const SLACK = 1 + 1e-9;

/**
 * Assigns points to their nearest centre, ties to the later one, again and again as centres move. Remembers for each
 * point how far its centre is at most and how near any other is at least (Hamerly, "Making k-means even faster",
 * SDM 2010), so that most points need no distance at all. The result is that of comparing every distance.
 */
export class NearestCentres {
  readonly of: Int32Array;
  private readonly own: Float64Array;
  private readonly other: Float64Array;
  private x = new Float64Array(0);
  private y = new Float64Array(0);
  private byX = new Int32Array(0);
  private sortedX = new Float64Array(0);
  private sortedY = new Float64Array(0);
  private areBoundsValid = false;

  constructor(private readonly points: Points) {
    this.of = new Int32Array(points.x.length);
    this.own = new Float64Array(points.x.length);
    this.other = new Float64Array(points.x.length);
  }

  assign(x: Float64Array<ArrayBuffer>, y: Float64Array<ArrayBuffer>): void {
    const moved = this.areBoundsValid && x.length === this.x.length ? this.moves(x, y) : undefined;
    this.x = x;
    this.y = y;
    this.sortCentres();
    if (moved) this.reassign(moved);
    else for (let i = 0; i < this.of.length; i++) this.search(i);
    this.areBoundsValid = true;
  }

  /** After clusters vanished: gives the points their clusters' new numbers. */
  renumber(newNumber: Int32Array): void {
    for (let i = 0; i < this.of.length; i++) this.of[i] = newNumber[this.of[i]!]!;
    this.areBoundsValid = false;
  }

  private moves(x: Float64Array, y: Float64Array): Float64Array {
    return x.map((at, c) => Math.hypot(at - this.x[c]!, y[c]! - this.y[c]!));
  }

  private reassign(moved: Float64Array): void {
    const { of, own, other } = this;
    const half = this.halfDistances();
    const farthest = moved.indexOf(Math.max(...moved));
    const most = moved[farthest]!;
    const second = moved.reduce((best, move, c) => (c === farthest ? best : Math.max(best, move)), 0);
    for (let i = 0; i < of.length; i++) {
      const c = of[i]!;
      own[i]! += moved[c]!;
      other[i]! -= c === farthest ? second : most;
      const safe = Math.max(other[i]!, half[c]!);
      if (own[i]! * SLACK < safe) continue;
      const dx = this.points.x[i]! - this.x[c]!;
      const dy = this.points.y[i]! - this.y[c]!;
      own[i] = Math.sqrt(dx * dx + dy * dy);
      if (own[i]! * SLACK < safe) continue;
      this.search(i);
    }
  }

  /** Half the distance from each centre to the nearest other: within it no other can be nearer. */
  private halfDistances(): Float64Array {
    const { x, y } = this;
    return x.map((at, c) => {
      let least = Infinity;
      for (let o = 0; o < x.length; o++) {
        if (o === c) continue;
        const dx = at - x[o]!;
        const dy = y[c]! - y[o]!;
        least = Math.min(least, dx * dx + dy * dy);
      }
      return Math.sqrt(least) / 2;
    });
  }

  /** Centres by x, so that a search can go outwards from a point and stop when x alone is too far. */
  private sortCentres(): void {
    this.byX = Int32Array.from(this.x.keys()).sort((a, b) => this.x[a]! - this.x[b]!);
    this.sortedX = Float64Array.from(this.byX, (c) => this.x[c]!);
    this.sortedY = Float64Array.from(this.byX, (c) => this.y[c]!);
  }

  private search(i: number): void {
    const { sortedX, sortedY, byX } = this;
    const px = this.points.x[i]!;
    const py = this.points.y[i]!;
    let right = firstBeyond(sortedX, px);
    let left = right - 1;
    let nearest = 0;
    let least = Infinity;
    let next = Infinity;
    while (left >= 0 || right < sortedX.length) {
      const isLeft = right >= sortedX.length || (left >= 0 && px - sortedX[left]! < sortedX[right]! - px);
      const at = isLeft ? left-- : right++;
      const dx = px - sortedX[at]!;
      if (dx * dx > next) break;
      const dy = py - sortedY[at]!;
      const distance = dx * dx + dy * dy;
      if (distance < least || (distance === least && byX[at]! > nearest)) {
        next = least;
        least = distance;
        nearest = byX[at]!;
      } else if (distance < next) {
        next = distance;
      }
    }
    this.of[i] = nearest;
    this.own[i] = Math.sqrt(least);
    this.other[i] = Math.sqrt(next);
  }
}

/** Place of the first value beyond `limit` in ascending values. */
function firstBeyond(ascending: Float64Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
