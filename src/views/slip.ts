import type { Profile } from '../profiles/schema.ts';

export type SlipPart = { readonly heading: string; readonly lines: readonly string[] };

type System = { readonly id: string; readonly name: string };

/** R49: what a new employee needs to know, without login details and personnummer. Nothing where the profile has no words for it. */
export function slipParts(
  { slip, contacts, name: municipality }: Profile,
  name: string,
  systems: readonly System[],
): SlipPart[] {
  if (slip === undefined) return [];
  const reach = ({ id, name: system }: System): string => {
    const words = slip.systems[id];
    return words === undefined ? system : `${system}: ${words}`;
  };
  return [
    { heading: `Till ${name}`, lines: [slip.intro] },
    { heading: 'Dina system', lines: [...new Set(systems.map(reach))] },
    { heading: 'Första gången du loggar in', lines: slip.firstLogin.map((line, index) => `${index + 1}. ${line}`) },
    { heading: 'Kom ihåg', lines: slip.rules },
    {
      heading: `Om något inte fungerar: säg till din chef, som når ${municipality} så här`,
      lines: contacts.map(
        ({ name: who, phone, mail, link, text }) =>
          `${who}: ${[phone, mail, text, link].filter((part) => part !== undefined).join(', ')}`,
      ),
    },
  ];
}

/** The whole of it, to be copied. */
export function slipText(parts: readonly SlipPart[]): string {
  return parts.map(({ heading, lines }) => [heading, ...lines].join('\n')).join('\n\n');
}
