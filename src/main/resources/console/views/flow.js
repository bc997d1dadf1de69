// The way of each request to its store, as the README draws it, with the states of now.

import {el} from '../dom.js';
import {count} from '../format.js';
import {link} from '../router.js';
import {storeTag} from '../stores.js';

const DOMAINS = [
    {call: 'POST /auth/login', name: 'auth', what: 'sessions, TTL', store: 'redis', view: 'sign-in'},
    {call: 'GET /users/{id}', name: 'users', what: 'accounts', store: 'postgres', view: 'sign-in'},
    {call: 'GET /products', name: 'products', what: 'flexible documents', store: 'mongodb', view: 'catalog'},
    {call: 'POST /orders', name: 'orders', what: 'ACID, payments', store: 'postgres', view: 'order'},
    {call: 'POST /activity', name: 'activity', what: 'write throughput', store: 'cassandra', view: 'timeline'},
    {call: 'GET /recommend/{userId}', name: 'recommend', what: 'graph traversal', store: 'neo4j', view: 'for-you'},
];

/** A store whose state is not among these is unknown. */
export function flow(states, outbox) {
    return el('div', {class: 'panel flow'},
        el('ul', {class: 'plain'}, DOMAINS.map(domain => row(domain, states.get(domain.store) ?? 'unknown'))),
        outboxNote(outbox));
}

function row({call, name, what, store, view}, state) {
    return el('li', {'data-store': store, class: name},
        el('code', {}, call),
        el('a', {class: 'domain', href: link(view), 'data-key': name},
            el('b', {}, name), ' ', el('span', {class: 'quiet'}, what)),
        el('span', {class: 'target'}, storeTag(store), stateBadge(state)));
}

export function stateBadge(state) {
    return el('span', {class: state === 'up' ? 'badge' : 'badge strong'}, state);
}

function outboxNote(outbox) {
    return el('p', {class: 'outbox'}, el('b', {}, 'Outbox'),
        el('span', {class: 'quiet small'}, 'after the commit, exactly one effect'),
        outbox && el('span', {class: outbox.pending + outbox.failed > 0 ? 'badge strong' : 'badge'},
            `${count(outbox.pending)} waiting`, outbox.failed > 0 && `, ${count(outbox.failed)} failed`));
}
