import { formatDuration } from './format.ts';
import { pictured, type Timed } from './statistics.ts';

const width = 560;
const line = 46;
const top = 34;
/** The longest bar; what it says stands behind it. */
const longest = 330;
/** A name over its bar, in characters. */
const longestName = 62;

const colours = { paper: '#ffffff', ink: '#242424', quiet: '#424242', median: '#4f52b2', ninetieth: '#c5cbfa' };

/** Handling times as bars: the dark one is what half of them took at most, the light one nine out of ten. */
export function timesPicture(times: readonly Timed[]): string {
  const shown = pictured(times);
  const most = Math.max(1, ...shown.map(({ ninetieth }) => ninetieth));
  const lengthOf = (ms: number): number => Math.max(2, Math.round((ms / most) * longest));
  const bars = shown.map(({ name, median, ninetieth }, index) => {
    const y = top + index * line;
    const [dark, light] = [lengthOf(median), lengthOf(ninetieth)];
    const said = `${formatDuration(median)} · ${formatDuration(ninetieth)}`;
    return [
      text(0, y + 14, 13, colours.ink, short(name)),
      bar(y + 20, light, colours.ninetieth),
      bar(y + 20, dark, colours.median),
      text(light + 8, y + 31, 12, colours.quiet, said),
    ].join('');
  });
  const key = [
    `<rect x="0" y="6" width="12" height="12" fill="${colours.median}"/>`,
    text(18, 17, 12, colours.quiet, 'hälften inom'),
    `<rect x="120" y="6" width="12" height="12" fill="${colours.ninetieth}"/>`,
    text(138, 17, 12, colours.quiet, 'nio av tio inom'),
  ].join('');
  const height = top + shown.length * line;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="${colours.paper}"/><g transform="translate(8 0)">${key}${bars.join('')}</g></svg>`;
}

function bar(y: number, length: number, colour: string): string {
  return `<rect x="0" y="${y}" width="${length}" height="14" fill="${colour}"/>`;
}

function text(x: number, y: number, size: number, colour: string, said: string): string {
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${colour}">${escaped(said)}</text>`;
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(said: string): string {
  return said.replace(/[&<>"]/g, (sign) => signs[sign] ?? '');
}

function short(name: string): string {
  const letters = [...name];
  return letters.length <= longestName ? name : `${letters.slice(0, longestName - 1).join('')}…`;
}
