import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { encode } from 'fast-png';
import type { Draw } from '../commands/statistics-port.ts';
import { indexed } from './palette.ts';

const { resolve } = createRequire(import.meta.url);
const family = 'DejaVu Sans';

/** The renderer and its one font, read when the first picture is drawn. Neither needs anything of the machine. */
let loaded: Promise<Uint8Array> | undefined;

async function load(): Promise<Uint8Array> {
  const [wasm, font] = await Promise.all([
    readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')),
    readFile(resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')),
  ]);
  await initWasm(wasm);
  return font;
}

/** As a PNG with a palette: a card weighs at most 28 KB, and in full colour the picture would weigh as much. */
export const draw: Draw = async (svg) => {
  loaded ??= load();
  const fontBuffers = [await loaded];
  const drawn = new Resvg(svg, { font: { fontBuffers, defaultFontFamily: family, loadSystemFonts: false } }).render();
  const { width, height, pixels } = drawn;
  const png = encode({ width, height, channels: 1, depth: 8, ...indexed(pixels) }, { zlib: { level: 9 } });
  drawn.free();
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
};
