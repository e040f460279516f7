// The templating package's types reach into the renderer's TypeScript sources, which do not compile under our settings.
export type IAdaptiveCard = { readonly type: 'AdaptiveCard' };
