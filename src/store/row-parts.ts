import { z } from 'zod';

/** More may stand in what is read than it must hold: a replica of a later version may have written it. */
export const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
export const shape = <T extends z.ZodRawShape>(parts: T) => z.looseObject(parts).readonly();

export const text = z.string();
/** Stands in keys of rows. */
export const id = text.regex(/^[\w.:-]{1,120}$/);
export const count = z.int().min(0);
export const instant = text.refine((at) => !Number.isNaN(Date.parse(at)), 'no instant');
export const day = z.iso.date();
export const person = shape({ id, name: text });
export const answer = shape({ field: text, label: text, text, raw: text, unique: text.optional() });

export const kind = <K extends string, T extends z.ZodRawShape>(name: K, parts: T) =>
  z.looseObject({ kind: z.literal(name), ...parts }).readonly();
export const done = { by: person, at: instant };
