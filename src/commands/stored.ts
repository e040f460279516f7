/** Something that is kept, with the ETag on which a change of it is decided. */
export type Stored<T> = { readonly value: T; readonly etag: string };
