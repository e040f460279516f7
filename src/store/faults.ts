import { RestError } from '@azure/data-tables';

const missing = new Set(['ResourceNotFound', 'EntityNotFound']);
const conflicts = new Set([...missing, 'EntityAlreadyExists', 'UpdateConditionNotSatisfied', 'ConditionNotMet']);

type Details = { readonly odataError?: { readonly code?: unknown }; readonly errorCode?: unknown };

/**
 * Azure's own name of what went wrong. Status codes are not enough: a missing table or a stray proxy also answers 404,
 * and taking that for a missing row would make every case disappear.
 */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof RestError)) {
    return undefined;
  }
  const details = error.details as Details | undefined;
  const code = details?.odataError?.code ?? details?.errorCode ?? error.code;
  return typeof code === 'string' ? code : undefined;
}

export const isMissing = (error: unknown): boolean => missing.has(codeOf(error) ?? '');
export const isConflict = (error: unknown): boolean => conflicts.has(codeOf(error) ?? '');
