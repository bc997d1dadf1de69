// Whether stores can be broken here, which is so only where the application runs from its sources.

import {get} from './api.js';

/** Tests bring another file of this name. */
export const labIsOpen = async () => (await get('/console/lab.json', {quiet: true})).body.open;
