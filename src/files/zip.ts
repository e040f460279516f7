const end = { mark: 0x06054b50, size: 22, longestComment: 0xffff } as const;
const entry = { mark: 0x02014b50, size: 46 } as const;
const mostEntries = 5_000;

export type Contents = { readonly names: readonly string[]; readonly unpacked: number };

/**
 * What a zip says that it holds, and how large that would be. Only its list is read: nothing is ever unpacked here. Undefined
 * where the list does not hold together, or is longer than that of any document.
 */
export function contentsOf(bytes: Buffer): Contents | undefined {
  const at = bytes.subarray(-(end.size + end.longestComment)).lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const last = Math.max(0, bytes.length - end.size - end.longestComment) + at;
  if (at < 0 || last + end.size > bytes.length) return undefined;
  const count = bytes.readUInt16LE(last + 10);
  const names: string[] = [];
  let unpacked = 0;
  let position = bytes.readUInt32LE(last + 16);
  if (count > mostEntries) return undefined;
  for (let n = 0; n < count; n += 1) {
    if (position + entry.size > last || bytes.readUInt32LE(position) !== entry.mark) return undefined;
    const length = bytes.readUInt16LE(position + 28);
    names.push(bytes.toString('latin1', position + entry.size, position + entry.size + length));
    unpacked += bytes.readUInt32LE(position + 24);
    position += entry.size + length + bytes.readUInt16LE(position + 30) + bytes.readUInt16LE(position + 32);
  }
  return { names, unpacked };
}
