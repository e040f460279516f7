/** Somebody with an account in the municipality's tenant. `id` is the aadObjectId (lower-case uuid), the only thing identity rests on. */
export type Person = { readonly id: string; readonly name: string };

/** An instant as ISO 8601 in UTC, for example `2026-03-02T09:00:00.000Z`. */
export type Instant = string;

/** A calendar day, `yyyy-mm-dd`, in the municipality's own time zone. */
export type Day = string;
