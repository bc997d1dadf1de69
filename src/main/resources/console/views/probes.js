// What a client gets now: one request of each domain, sent from this page.

import {send} from '../api.js';
import {el} from '../dom.js';
import {milliseconds} from '../format.js';
import {session} from '../session.js';

const REQUESTS = {
    users: () => '/users/me',
    products: () => '/products?limit=1',
    auth: () => '/auth/session',
    orders: () => '/orders?limit=1',
    activity: () => '/activity?limit=1',
    recommend: () => '/recommend/' + session().user.id + '?limit=1',
};

export async function probes(signal) {
    const answers = await Promise.all(Object.entries(REQUESTS).map(([domain, path]) => probe(domain, path(), signal)));
    return el('div', {class: 'panel'}, el('h2', {}, 'What a client gets'),
        el('ul', {class: 'plain answers'}, answers.map(({domain, status, took}) => el('li', {class: 'split'},
            el('span', {}, domain), el('span', {class: 'quiet small number'}, milliseconds(took)),
            el('span', {class: status === 200 ? 'badge' : 'badge strong'}, status)))));
}

async function probe(domain, path, signal) {
    const started = performance.now();
    const {status} = await send('GET', path, {signal}).catch(problem => problem);
    return {domain, status: status || 'none', took: performance.now() - started};
}
