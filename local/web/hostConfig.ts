import { HostConfig } from 'adaptivecards';

const color = (main: string, subtle = main) => ({ default: main, subtle });
const foregroundColors = {
  default: color('#242424', '#616161'),
  dark: color('#242424', '#616161'),
  light: color('#ffffff', '#f0f0f0'),
  accent: color('#4f52b2', '#5b5fc7'),
  good: color('#0b6a0b', '#107c10'),
  warning: color('#7a4b00', '#8f5a00'),
  attention: color('#a4262c', '#b3282d'),
};
const style = (backgroundColor: string, borderColor: string) => ({
  backgroundColor,
  borderColor,
  borderThickness: 1,
  foregroundColors,
});

/** Teams' look in the light theme: sizes, colours and distances of its cards. */
export const hostConfig = new HostConfig({
  fontFamily: "'Segoe UI', system-ui, sans-serif",
  supportsInteractivity: true,
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
  spacing: { small: 4, default: 8, medium: 16, large: 20, extraLarge: 28, padding: 16 },
  separator: { lineThickness: 1, lineColor: '#e0e0e0' },
  containerStyles: {
    default: style('#ffffff', '#e0e0e0'),
    emphasis: style('#f5f5f5', '#e0e0e0'),
    accent: style('#e8ebfa', '#c5cbfa'),
    good: style('#e7f2da', '#bdda9b'),
    warning: style('#fbf3db', '#f0dfa8'),
    attention: style('#fce9e9', '#edc2c3'),
  },
  actions: {
    maxActions: 6,
    spacing: 'medium',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention', size: 'small', spacing: 'small', weight: 'default' },
  },
  factSet: { title: { weight: 'bolder', wrap: true, maxWidth: 160 }, value: { wrap: true }, spacing: 12 },
});
