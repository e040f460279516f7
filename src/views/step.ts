export type StateColor = 'default' | 'accent' | 'good' | 'warning' | 'attention';
export type Step = { readonly mark: string; readonly color: StateColor; readonly title: string; readonly text: string };
export type Line = { readonly label: string; readonly value: string };
