/** Version of this package, as in package.json (tested): the core reads no files. Kept in each model. */
export const LIBRARY_VERSION = '0.1.0';
