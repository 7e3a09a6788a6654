/** A chart of bars, in the units of its viewBox. */
export interface Chart {
  width: number;
  height: number;
  /** Where the plot begins and ends. */
  left: number;
  right: number;
  base: number;
  bars: { x: number; y: number; width: number; height: number; isLast: boolean }[];
  /** Lines across, with what they stand for. */
  levels: { y: number; value: number }[];
  /** Days named below the bars, by their place in the series. */
  names: { x: number; index: number; anchor: "start" | "middle" | "end" }[];
}

const MARGIN = { top: 12, end: 6, bottom: 26, start: 46 };
const GAP = 0.28;

/** Draws a series, oldest first, into a rectangle: its top is a round number at or above the largest value. */
export function drawBars(values: number[], { width, height }: { width: number; height: number }): Chart {
  const top = roundUp(Math.max(4, ...values));
  const left = MARGIN.start;
  const right = width - MARGIN.end;
  const base = height - MARGIN.bottom;
  const step = (right - left) / Math.max(1, values.length);
  const heightOf = (value: number) => round((value / top) * (base - MARGIN.top));
  const bars = values.map((value, index) => ({
    x: round(left + index * step + (step * GAP) / 2),
    y: round(base - heightOf(value)),
    width: round(step * (1 - GAP)),
    height: heightOf(value),
    isLast: index === values.length - 1,
  }));
  const levels = [0, 0.5, 1].map((part) => ({ y: round(base - heightOf(top * part)), value: top * part }));
  const last = values.length - 1;
  const named = width < 500 ? [0, last] : [0, Math.round(last / 3), Math.round((last * 2) / 3), last];
  const names = named.map((index) => ({
    index,
    x: index === 0 ? left : index === last ? right : round(left + (index + 0.5) * step),
    anchor: index === 0 ? ("start" as const) : index === last ? ("end" as const) : ("middle" as const),
  }));
  return { width, height, left, right, base, bars, levels, names };
}

/** 1, 2, 4, 6, 10, 20 … at or above a value, even so that its half is whole. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  for (const factor of [1, 2, 4, 6, 8, 10])
    if (factor * power >= value && factor * power >= 4) return factor * power;
  return 10 * power;
}

const round = (value: number) => Math.round(value * 10) / 10;
