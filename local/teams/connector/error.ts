/** A refusal in the Bot Framework's shape. */
export class ConnectorError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const badSyntax = (message: string): ConnectorError => new ConnectorError(400, 'BadSyntax', message);
export const noConversation = (): ConnectorError =>
  new ConnectorError(404, 'ConversationNotFound', 'Conversation not found.');
