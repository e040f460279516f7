/** What the manifest leaves open: the app's id in Teams, the bot's Entra id, and the public host name of the bot. */
export const sampleValues = {
  TEAMS_APP_ID: '0f6e2b1c-5d0a-4c7e-9b1f-3a2d4c5e6f70',
  MicrosoftAppId: '7c9d3e4f-1a2b-4c3d-8e5f-6a7b8c9d0e1f',
  BOT_HOST: 'bot.example.com',
};

/** Replaces each `${{NAME}}` that has a value; the others stay and are found by the check. */
export function fill(text: string, values: Readonly<Record<string, string | undefined>>): string {
  return text.replace(/\$\{\{(\w+)\}\}/g, (placeholder, name: string) => values[name] || placeholder);
}
