/** The first report of a fault as it is to be known; `before` is the ETag of what was known. */
export type IncidentChange = { readonly name: string; readonly before: string | undefined };

/** Which case was the latest first report of a fault, by the fault's name. */
export interface Incidents {
  find(name: string): Promise<{ readonly case: string | undefined; readonly etag: string } | undefined>;
}
