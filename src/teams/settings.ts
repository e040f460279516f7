/** botbuilder's own names; one alone would drop the SDK's built-in defaults for the others, so they come together or not at all. */
export type Endpoints = {
  readonly ToChannelFromBotLoginUrl: string;
  readonly ToChannelFromBotOAuthScope: string;
  readonly ToBotFromChannelTokenIssuer: string;
  readonly OAuthUrl: string;
  readonly ToBotFromChannelOpenIdMetadataUrl: string;
  readonly ToBotFromEmulatorOpenIdMetadataUrl: string;
  readonly CallerId: string;
};

export type TeamsSettings = {
  readonly app:
    | { readonly kind: 'local'; readonly botId: string }
    | {
        readonly kind: 'registered';
        readonly type: 'SingleTenant' | 'UserAssignedMSI';
        readonly appId: string;
        readonly password?: string;
        readonly tenantId: string;
      };
  /** The municipality's tenant; everything from another one is refused. */
  readonly tenantId: string;
  /** Hosts, `host:port` or `*.domain`. Plain http is accepted only for a loopback host named here. */
  readonly serviceUrlHosts: readonly string[];
  readonly endpoints?: Endpoints;
};

/** Microsoft's own list for the public cloud. Exact names: anybody may register a name under trafficmanager.net. */
export const defaultServiceUrlHosts: readonly string[] = [
  'smba.trafficmanager.net',
  'smba.onyx.prod.teams.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
];

/** The bot's id as a member of conversations. */
export function botIdOf(settings: TeamsSettings): string {
  return settings.app.kind === 'local' ? settings.app.botId : `28:${settings.app.appId}`;
}

/** The audience inbound tokens are issued to, and the identity outbound tokens are fetched for; empty in the local mode. */
export function appIdOf(settings: TeamsSettings): string {
  return settings.app.kind === 'local' ? '' : settings.app.appId;
}
