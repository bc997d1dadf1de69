// The states of the stores, which are public.

import {read, send} from './api.js';

const WORDS = {UP: 'up', DOWN: 'away', OUT_OF_SERVICE: 'away', up: 'up', down: 'away'};

/** Returns {postgres: 'up', …}. The status of this answer is 503 while a store is away; its body says which. */
export async function states(signal) {
    const {components} = await read(await send('GET', '/actuator/health/stores', {signal}));
    return Object.fromEntries(Object.entries(components).map(([store, {status}]) => [store, stateWord(status)]));
}

export const stateWord = state => WORDS[state] ?? 'unknown';
