import assert from 'node:assert/strict';
import { decode } from 'fast-png';
import { draw } from '../../src/pictures/index.ts';
import { indexed } from '../../src/pictures/palette.ts';
import { statisticsCard, type Timed } from '../../src/views/statistics.ts';
import { timesPicture } from '../../src/views/statistics-picture.ts';
import { render } from '../../src/views/render.ts';

const hour = 3_600_000;
const timed = (name: string, median: number, ninetieth: number): Timed => ({
  name,
  count: 4,
  median: median * hour,
  ninetieth: ninetieth * hour,
});
const long = 'Ansökan om åtkomst <&"> '.repeat(8);
const many = Array.from({ length: 20 }, (_, index) => timed(`${index} ${long}`, index * 3.3, index * 7.7));

const bytesOf = (uri: string): Buffer => Buffer.from(uri.slice(uri.indexOf(',') + 1), 'base64');

describe('pictures', () => {
  it('are PNG with a palette, in a data URI', async () => {
    const uri = await draw(timesPicture([timed('Teknisk hjälp', 2, 8)]));
    assert.ok(uri.startsWith('data:image/png;base64,'));
    const { width, height, palette } = decode(bytesOf(uri));
    assert.ok(width === 560 && height > 60 && palette !== undefined);
  });

  it('the dark bar is the median, the light one nine out of ten', async () => {
    const { data, width, palette = [] } = decode(bytesOf(await draw(timesPicture([timed('A', 2, 8)]))));
    const colourAt = (x: number): string => (palette[data[62 * width + x] ?? 0] ?? []).slice(0, 3).join();
    const [dark, light, paper] = [colourAt(20), colourAt(8 + 200), colourAt(550)];
    assert.equal(new Set([dark, light, paper]).size, 3);
    assert.equal(colourAt(8 + 78), dark, 'a quarter of the whole');
    assert.equal(colourAt(8 + 87), light);
  });

  it('nothing that stands in a name breaks it', async () => {
    await assert.doesNotReject(draw(timesPicture([timed('</text><script>&', 0, 0)])));
  });

  it('the fullest card that there can be is one that Teams takes', async () => {
    const standing = { open: 12_345, waiting: 11_111, overdue: 4_444 };
    const providers = many.map(({ name, ...one }) => ({ id: name, name, ...standing, ...one }));
    const statistics = {
      whole: standing,
      queues: many.map(({ name }) => ({ id: name, name, ...standing })),
      times: [],
      providers,
      finished: 2_000,
    };
    const picture = await draw(timesPicture(many));
    const card = statisticsCard({ subject: long, statistics, times: many, days: 30, most: 2_000, picture });
    const weight = Buffer.byteLength(JSON.stringify(render('statistics', card)));
    assert.ok(weight < 28_000, `${weight} bytes`);
  });

  it('a palette holds no more colours than there are places', () => {
    const pixels = Uint8Array.from({ length: 4 * 5_000 }, (_, index) => (index * 37) % 256);
    const { data, palette } = indexed(pixels);
    assert.ok(palette.length <= 256 && data.every((place) => place < palette.length));
  });
});
