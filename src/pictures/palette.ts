/** Steps between two tones of a colour: few enough colours for a palette, more than an eye tells apart in letters. */
const step = 17;
const most = 256;

type Colour = [number, number, number];

/** Pixels of red, green, blue and opacity as places in a palette. Those beyond what a palette holds take its last place. */
export function indexed(pixels: Uint8Array): { readonly data: Uint8Array; readonly palette: Colour[] } {
  const palette: Colour[] = [];
  const places = new Map<number, number>();
  const data = new Uint8Array(pixels.length / 4);
  for (let at = 0; at < data.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = [0, 1, 2].map(
      (part) => Math.round((pixels[at * 4 + part] ?? 0) / step) * step,
    );
    const name = (red << 16) | (green << 8) | blue;
    let place = places.get(name);
    if (place === undefined) {
      place = Math.min(palette.length, most - 1);
      places.set(name, place);
      if (palette.length < most) palette.push([red, green, blue]);
    }
    data[at] = place;
  }
  return { data, palette };
}
