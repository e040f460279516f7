import { itQueue, onCallQueue, sithsQueue, systemQueue } from './people.ts';

/** What a municipality's local mode begins with: who may what, and which queue each channel is, by what is said to link it. */
export type LocalTown = { readonly directoryFile: string; readonly channels: Readonly<Record<string, string>> };

const norrkoping: LocalTown = {
  directoryFile: 'local/directory.json',
  channels: { it: itQueue, systemförvaltning: systemQueue, siths: sithsQueue, beredskap: onCallQueue },
};

const molndal: LocalTown = {
  directoryFile: 'local/directory-molndal.json',
  channels: { 'vof it': systemQueue, helpdesk: itQueue },
};

/** By the profile's name; the first for a profile of one's own. */
export function localTown(profile: string): LocalTown {
  return profile === 'molndal' ? molndal : norrkoping;
}
