export type Choice = { readonly title: string; readonly value: string };
/** One input in `cards/form-dialog.json`; `fault` is shown under it. A heading and what is `fixed` are only read. */
export type Input = {
  readonly kind:
    'heading' | 'fixed' | 'text' | 'tel' | 'mail' | 'long' | 'date' | 'toggle' | 'choice' | 'many' | 'search';
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly dataset: string;
  readonly fault: string;
};

export function input(kind: Input['kind'], id: string, label: string, more: Partial<Input> = {}): Input {
  return { kind, id, label, help: '', value: '', choices: [], dataset: '', fault: '', ...more };
}
