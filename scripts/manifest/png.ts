import { inflateSync } from 'node:zlib';

type Pixel = readonly [red: number, green: number, blue: number, alpha: number];
type Png = { readonly width: number; readonly height: number; readonly pixels: readonly Pixel[] };

const signature = '89504e470d0a1a0a';

/** An 8-bit RGB or RGBA PNG without interlacing; anything else is undefined. */
export function readPng(file: Buffer | undefined): Png | undefined {
  if (file?.subarray(0, 8).toString('hex') !== signature) return undefined;
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const [depth, colorType, , , interlaced] = file.subarray(24, 29);
  const channels = colorType === 6 ? 4 : 3;
  if (depth !== 8 || (colorType !== 6 && colorType !== 2) || interlaced !== 0) return undefined;
  const bytes = unfilter(inflateSync(Buffer.concat(dataChunks(file))), width * channels, height, channels);
  const pixels = Array.from({ length: width * height }, (_, index): Pixel => {
    const [red = 0, green = 0, blue = 0, alpha = 255] = bytes.subarray(index * channels, (index + 1) * channels);
    return [red, green, blue, alpha];
  });
  return { width, height, pixels };
}

function dataChunks(file: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 8; at + 12 <= file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      chunks.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  return chunks;
}

/** Undoes the line filters (PNG specification, 9.2). */
function unfilter(raw: Buffer, stride: number, height: number, channels: number): Buffer {
  const bytes = Buffer.alloc(stride * height);
  for (let line = 0; line < height; line += 1) {
    const filter = raw[line * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = line * stride + x;
      const left = x < channels ? 0 : (bytes[at - channels] ?? 0);
      const above = line === 0 ? 0 : (bytes[at - stride] ?? 0);
      const diagonal = x < channels || line === 0 ? 0 : (bytes[at - stride - channels] ?? 0);
      const predicted = [0, left, above, (left + above) >> 1, paeth(left, above, diagonal)][filter] ?? 0;
      bytes[at] = (raw[line * (stride + 1) + 1 + x] ?? 0) + predicted;
    }
  }
  return bytes;
}

function paeth(left: number, above: number, diagonal: number): number {
  const guess = left + above - diagonal;
  const distances = [left, above, diagonal].map((value) => Math.abs(guess - value));
  return [left, above, diagonal][distances.indexOf(Math.min(...distances))] ?? 0;
}
