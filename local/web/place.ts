/** Who and where one is, kept in the address so that a reload or a link leads back. */
export interface Here {
  readonly person: string | undefined;
  readonly chat: string | undefined;
}

export function here(): Here {
  const [, person, chat] = /^#\/person\/([^/]+)(?:\/chat\/(.+))?$/.exec(location.hash) ?? [];
  return { person: decoded(person), chat: decoded(chat) };
}

export function hashFor(person: string, chat?: string): string {
  const start = `#/person/${encodeURIComponent(person)}`;
  return chat === undefined ? start : `${start}/chat/${encodeURIComponent(chat)}`;
}

function decoded(part: string | undefined): string | undefined {
  return part === undefined ? undefined : decodeURIComponent(part);
}
