import { crc32 } from 'node:zlib';

/** 1 January 1980, the first day that a zip knows: the same content gives the same bytes. */
const firstDay = 0x21;

/** A zip archive with its files stored as they are. */
export function storedZip(files: ReadonlyMap<string, Buffer>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const path = Buffer.from(name);
    const fields = entryFields(path, content);
    const body = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, path, content]);
    directory.push(directoryEntry(fields, path, offset));
    bodies.push(body);
    offset += body.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listing, end]);
}

/** What a file's own header and its entry in the directory have in common, from "version needed" to "extra length". */
function entryFields(path: Buffer, content: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(firstDay, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(path.length, 22);
  return fields;
}

function directoryEntry(fields: Buffer, path: Buffer, offset: number): Buffer {
  const start = Buffer.from('PK\x01\x02\x14\x00', 'latin1');
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([start, fields, rest, path]);
}
