declare const __CONFAB_VERSION__: string;

/** The version of this SDK, as in package.json. */
export const version: string = __CONFAB_VERSION__;
