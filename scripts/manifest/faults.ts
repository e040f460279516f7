import AjvModule, { type ErrorObject } from 'ajv-draft-04';
import formatsModule from 'ajv-formats';
import schema from '@microsoft/app-manifest/build/json-schemas/teams/v1.30/MicrosoftTeams.schema.json' with { type: 'json' };
import { readPng } from './png.ts';

const ajv = new AjvModule.default({ allErrors: true, strict: false });
formatsModule.default(ajv);
const validate = ajv.compile<TeamsManifest>(schema);

type TeamsManifest = {
  readonly bots?: readonly { readonly scopes: readonly string[] }[];
  readonly supportsChannelFeatures?: string;
  readonly icons: { readonly color: string; readonly outline: string };
};

/** Every fault of a filled-in manifest and its files, each beginning with its path; none when Teams would take them. */
export function manifestFaults(text: string, files: ReadonlyMap<string, Buffer>): string[] {
  const manifest: unknown = JSON.parse(text);
  const unfilled = [...new Set(text.match(/\$\{\{\w+\}\}/g))].map((name) => `manifest.json: ${name} has no value`);
  if (!validate(manifest)) return [...unfilled, ...(validate.errors ?? []).map(describe)];
  return [
    ...unfilled,
    ...channelFaults(manifest),
    ...iconFaults(manifest.icons.color, 192, files),
    ...iconFaults(manifest.icons.outline, 32, files),
    ...outlineFaults(manifest.icons.outline, files),
  ];
}

function describe({ instancePath, message, params }: ErrorObject): string {
  return `manifest.json${instancePath}: ${message ?? 'is wrong'} ${JSON.stringify(params)}`;
}

/** Teams asks for this from manifest 1.25 on; the schema does not say so. */
function channelFaults({ bots = [], supportsChannelFeatures }: TeamsManifest): string[] {
  const inTeams = bots.some((bot) => bot.scopes.includes('team'));
  return inTeams && supportsChannelFeatures !== 'tier1'
    ? ['manifest.json/supportsChannelFeatures: must be "tier1" when a bot has the team scope']
    : [];
}

function iconFaults(name: string, side: number, files: ReadonlyMap<string, Buffer>): string[] {
  const png = readPng(files.get(name));
  if (!png) return [`${name}: must be an 8-bit RGB or RGBA PNG without interlacing`];
  return png.width === side && png.height === side
    ? []
    : [`${name}: must be ${side}×${side}, is ${png.width}×${png.height}`];
}

/** Teams colours the outline itself: white where something is drawn, transparent elsewhere. */
function outlineFaults(name: string, files: ReadonlyMap<string, Buffer>): string[] {
  const pixels = readPng(files.get(name))?.pixels ?? [];
  const drawn = pixels.filter(([, , , alpha]) => alpha > 0);
  const white = drawn.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255);
  return [
    ...(white ? [] : [`${name}: must be white only`]),
    ...(drawn.length > 0 ? [] : [`${name}: is empty`]),
    ...(drawn.length < pixels.length ? [] : [`${name}: must have a transparent background`]),
  ];
}
