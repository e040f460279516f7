import {
  type AuthenticateRequestResult,
  BotFrameworkAuthentication,
  BotFrameworkAuthenticationFactory,
  ClaimsIdentity,
  type ConnectorFactory,
  type UserTokenClient,
} from 'botframework-connector';
import type { Activity } from 'botbuilder';
import { ClientPool } from './clients.ts';
import { credentialsFor, type TokenSource } from './credentials.ts';
import { within } from './deadline.ts';
import { Refusal } from './refusal.ts';
import { appIdOf, type TeamsSettings } from './settings.ts';
import { checkToken } from './token.ts';

const publicIssuer = 'https://api.botframework.com';

/** The SDK fetches signing keys with no time-out of its own. */
const verificationTimeout = 10_000;

/** The SDK's authentication behind checks of our own: what it lets through by default is listed with each check. */
export class GuardedAuthentication extends BotFrameworkAuthentication {
  readonly #settings: TeamsSettings;
  readonly #inner: BotFrameworkAuthentication;
  readonly #pool: ClientPool;
  #userTokens: Promise<UserTokenClient> | undefined;

  constructor(settings: TeamsSettings, tokens?: TokenSource) {
    super();
    this.#settings = settings;
    this.#inner = innerAuthentication(settings, tokens);
    const audience = [{ type: 'aud', value: appIdOf(settings) }];
    this.#pool = new ClientPool(settings, this.#inner.createConnectorFactory(new ClaimsIdentity(audience)));
  }

  /** Throws {@link Refusal} 401 whatever is wrong with the token. */
  override async authenticateRequest(activity: Activity, authorization: string): Promise<AuthenticateRequestResult> {
    const { app, tenantId, endpoints } = this.#settings;
    if (app.kind === 'registered') {
      const issuer = endpoints?.ToBotFromChannelTokenIssuer ?? publicIssuer;
      checkToken(authorization, activity.serviceUrl, { issuer, audience: app.appId, tenantId });
    }
    return { ...(await this.#verify(activity, authorization)), connectorFactory: this.#pool };
  }

  async #verify(activity: Activity, authorization: string): Promise<AuthenticateRequestResult> {
    try {
      // Verified as Teams' token whatever the activity claims to come from: another channel has other keys and rules.
      const verified = this.#inner.authenticateRequest({ ...activity, channelId: 'msteams' }, authorization);
      const outcome = await within(verificationTimeout, verified);
      if (!outcome.late) return outcome.value;
    } catch (error) {
      throw new Refusal(401, `not verified (${error instanceof Error ? error.name : 'unknown'})`);
    }
    throw new Refusal(401, 'verification timed out');
  }

  /** WebSockets and skills are no way in. */
  override async authenticateStreamingRequest(): Promise<AuthenticateRequestResult> {
    throw new Refusal(401, 'streaming');
  }

  override createConnectorFactory(): ConnectorFactory {
    return this.#pool;
  }

  /** The SDK wants one for each turn; nobody uses it here, and building it is dear. */
  override async createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    this.#userTokens ??= this.#inner.createUserTokenClient(identity);
    return this.#userTokens;
  }
}

function innerAuthentication(settings: TeamsSettings, tokens?: TokenSource): BotFrameworkAuthentication {
  const { endpoints } = settings;
  return BotFrameworkAuthenticationFactory.create(
    '',
    true,
    endpoints?.ToChannelFromBotLoginUrl ?? '',
    endpoints?.ToChannelFromBotOAuthScope ?? '',
    endpoints?.ToBotFromChannelTokenIssuer ?? '',
    endpoints?.OAuthUrl ?? '',
    endpoints?.ToBotFromChannelOpenIdMetadataUrl ?? '',
    endpoints?.ToBotFromEmulatorOpenIdMetadataUrl ?? '',
    endpoints?.CallerId ?? '',
    credentialsFor(settings, tokens),
    { requiredEndorsements: [] },
  );
}
