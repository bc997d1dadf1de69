// How the stores are: their states, which are public unless the operator keeps them at a port of its own, and for
// administrators what they do and hold.

import {get, problem, read, send} from './api.js';
import {isAdmin} from './session.js';
import {STORES} from './stores.js';

const WORDS = {UP: 'up', DOWN: 'away', OUT_OF_SERVICE: 'away', up: 'up', down: 'away'};

/**
 * Returns {stores: [{store, state, …}], outbox, hidden}: all numbers for administrators; for others, and while nobody
 * can be told from anybody else, the states alone. All are unknown if they are hidden from this address.
 */
export async function overview(signal) {
    const numbers = isAdmin() && await get('/admin/overview', {signal, quiet: true}).catch(() => null);
    if (numbers) {
        const {stores, outbox} = numbers.body;
        return {stores: stores.map(store => ({...store, state: stateWord(store.state)})), outbox, hidden: false};
    }
    const told = await components(signal);
    const stores = STORES.map(({id}) => ({store: id, state: stateWord(told?.[id]?.status)}));
    return {stores, outbox: null, hidden: !told};
}

/**
 * Returns null if this address does not tell them: the actuator has a port of its own, or a proxy refuses its path.
 * The status of this answer is 503 while a store is away; its body says which. It is asked for without the session,
 * which would live on as long as the page is open.
 */
async function components(signal) {
    const response = await send('GET', '/actuator/health/stores', {signal, token: null});
    const body = await read(response);
    if (body?.components) {
        return body.components;
    }
    const refusal = problem(response, body);
    if (refusal.passes) {
        throw refusal;
    }
    return null;
}

export const stateWord = state => WORDS[state] ?? 'unknown';
