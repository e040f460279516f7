import {
  AppCredentials,
  type AuthenticatorResult,
  JwtTokenProviderFactory,
  ManagedIdentityServiceClientCredentialsFactory,
  PasswordServiceClientCredentialFactory,
  ServiceClientCredentialsFactory,
} from 'botframework-connector';
import type { TeamsSettings } from './settings.ts';

/** Fetches the bot's own token for outbound calls, where something other than Microsoft's library is to do it. */
export type TokenSource = (scope: string) => Promise<{ accessToken: string; expiresOn: Date }>;

export function credentialsFor(settings: TeamsSettings, tokens?: TokenSource): ServiceClientCredentialsFactory {
  const { app } = settings;
  // Without an app id the SDK neither asks for tokens nor sends any.
  if (app.kind === 'local') return new PasswordServiceClientCredentialFactory('', '', '');
  // An empty id would switch authentication off.
  if (!app.appId.trim() || !app.tenantId.trim()) throw new Error('A registered app needs its id and tenant');
  if (tokens) return new TokenSourceFactory(app.appId, tokens);
  switch (app.type) {
    case 'UserAssignedMSI':
      return new ManagedIdentityServiceClientCredentialsFactory(app.appId, new JwtTokenProviderFactory());
    case 'SingleTenant':
      return new PasswordServiceClientCredentialFactory(app.appId, app.password ?? '', app.tenantId);
  }
}

class TokenSourceFactory extends ServiceClientCredentialsFactory {
  readonly #appId: string;
  readonly #tokens: TokenSource;

  constructor(appId: string, tokens: TokenSource) {
    super();
    this.#appId = appId;
    this.#tokens = tokens;
  }

  override async isValidAppId(appId: string): Promise<boolean> {
    return appId === this.#appId;
  }

  override async isAuthenticationDisabled(): Promise<boolean> {
    return false;
  }

  override async createCredentials(appId: string, audience: string): Promise<AppCredentials> {
    return new TokenSourceCredentials(appId, audience, this.#tokens);
  }
}

class TokenSourceCredentials extends AppCredentials {
  readonly #tokens: TokenSource;

  constructor(appId: string, scope: string, tokens: TokenSource) {
    super(appId, undefined, scope);
    this.#tokens = tokens;
  }

  protected override async refreshToken(): Promise<AuthenticatorResult> {
    return this.#tokens(this.oAuthScope);
  }
}
