import { ChoiceSetInput } from 'adaptivecards';
import type { Choice } from '../teams/cards/fields.ts';
import { createCombo, type Combo } from './combo.ts';

/** How a searched input finds its choices; set by the card it stands in. */
export type SearchChoices = (dataset: string, query: string) => Promise<readonly Choice[]>;

/** The renderer's own filtered box shows values for titles and takes one choice only; Teams does neither. */
export class TeamsChoiceSet extends ChoiceSetInput {
  static search: SearchChoices = () => Promise.resolve([]);
  #combo: Combo | undefined;

  override isDynamicTypeahead(): boolean {
    return false;
  }

  protected override internalRender(): HTMLElement | undefined {
    const dataset = this.choicesData?.dataset;
    if (this.style !== 'filtered' && dataset === undefined) return super.internalRender();
    const { search } = TeamsChoiceSet;
    this.#combo = createCombo({
      choices: this.choices.map(({ title = '', value = '' }) => ({ title, value })),
      chosen: (this.defaultValue ?? '').split(this.isMultiSelect ? ',' : '\n').filter((value) => value !== ''),
      multiple: this.isMultiSelect,
      placeholder: this.placeholder ?? '',
      search: dataset === undefined ? undefined : (query) => search(dataset, query),
      changed: () => this.valueChanged(),
    });
    return this.#combo.element;
  }

  protected override updateInputControlAriaLabelledBy(): void {
    const labels = this.getAllLabelIds().join(' ');
    if (!this.#combo) super.updateInputControlAriaLabelledBy();
    else if (labels !== '') this.#combo.input.setAttribute('aria-labelledby', labels);
  }

  override focus(): void {
    if (this.#combo) this.#combo.input.focus();
    else super.focus();
  }

  override isSet(): boolean {
    return this.#combo ? this.#combo.values().length > 0 : super.isSet();
  }

  override isValid(): boolean {
    return this.#combo ? !this.#combo.isLoose() : super.isValid();
  }

  override get value(): string | undefined {
    return this.#combo ? this.#combo.values().join(',') || undefined : super.value;
  }
}
