/** A request that is not for the bot. `reason` is for the log; the caller is told the status alone. */
export class Refusal extends Error {
  readonly status: 400 | 401 | 403 | 408 | 413 | 415;
  readonly reason: string;

  constructor(status: Refusal['status'], reason: string) {
    super(reason);
    this.name = 'Refusal';
    this.status = status;
    this.reason = reason;
  }
}
