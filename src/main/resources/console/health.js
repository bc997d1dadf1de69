// How the stores are: their states, which are public, and for administrators what they do and hold.

import {get, problem, read, send} from './api.js';
import {isAdmin} from './session.js';

const WORDS = {UP: 'up', DOWN: 'away', OUT_OF_SERVICE: 'away', up: 'up', down: 'away'};

/**
 * Returns {stores: [{store, state, …}], outbox}: all numbers for administrators; for others, and while nobody can be
 * told from anybody else, the states alone.
 */
export async function overview(signal) {
    const numbers = isAdmin() && await get('/admin/overview', {signal, quiet: true}).catch(() => null);
    if (numbers) {
        const {stores, outbox} = numbers.body;
        return {stores: stores.map(store => ({...store, state: stateWord(store.state)})), outbox};
    }
    return {stores: await states(signal), outbox: null};
}

/** The status of this answer is 503 while a store is away; its body says which. */
async function states(signal) {
    const response = await send('GET', '/actuator/health/stores', {signal});
    const body = await read(response);
    if (!body.components) {
        throw problem(response, body);
    }
    return Object.entries(body.components).map(([store, {status}]) => ({store, state: stateWord(status)}));
}

export const stateWord = state => WORDS[state] ?? 'unknown';
