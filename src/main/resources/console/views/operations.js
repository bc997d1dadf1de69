// What an administrator looks after: the outbox, whether the stores agree, circuits and sessions.

import {get, post, remove} from '../api.js';
import {el, show, update} from '../dom.js';
import {count, dateTime, duration} from '../format.js';
import {every} from '../every.js';
import {stateWord} from '../health.js';
import {caught, live, settle} from '../states.js';
import {storeTag} from '../stores.js';
import {table} from '../table.js';
import {erasure} from './erasure.js';
import {stateBadge} from './flow.js';
import {morePages} from './more.js';
import {projections} from './projections.js';

const PAUSE = 2000;
const SESSIONS = 20;

export async function view({signal}) {
    const [outbox, circuits, sessions, message] = Array.from({length: 4}, () => el('div', {}));
    const retried = el('p', {class: 'quiet', role: 'status'}, 'They are tried again.');
    const retry = () => post('/admin/outbox/retry', undefined, {signal})
        .then(() => show(message, retried), problem => show(message, caught(problem)));
    const refresh = () => Promise.all([
        fill(outbox, '/admin/outbox', outboxTable, signal),
        fill(circuits, '/admin/overview', circuitTable, signal),
    ]);
    await refresh();
    every(PAUSE, signal, refresh);
    readSessions(sessions, signal);
    return el('section', {class: 'stack'},
        el('h1', {}, 'Operations'),
        el('div', {class: 'columns'},
            el('div', {class: 'panel', 'data-store': 'postgres'}, el('h2', {}, 'Outbox'), outbox,
                el('p', {class: 'actions'}, el('button', {onclick: retry}, 'Retry what failed')), message),
            el('div', {class: 'panel'}, el('h2', {}, 'Circuits'), circuits)),
        projections(signal),
        erasure(signal),
        el('div', {class: 'panel', 'data-store': 'redis'}, el('h2', {}, 'Your sessions'), sessions));
}

async function fill(place, path, shown, signal) {
    try {
        update(place, shown((await get(path, {signal, quiet: true})).body));
    } catch (problem) {
        update(place, caught(problem));
    }
}

function outboxTable({pending, failed, oldestPendingAgeMs, failures}) {
    return el('div', {},
        el('dl', {class: 'facts'},
            el('dt', {}, 'waiting'), el('dd', {}, count(pending)),
            el('dt', {}, 'oldest'), el('dd', {}, oldestPendingAgeMs === null ? '–' : duration(oldestPendingAgeMs)),
            el('dt', {}, 'failed'), el('dd', {}, count(failed))),
        failures.length > 0 && table('Failures', ['order', 'for', 'attempts', 'last error'], failures.map(failureRow)));
}

function failureRow({orderId, target, attempts, lastError}) {
    return el('tr', {}, [orderId, target, attempts, lastError].map(value => el('td', {}, value)));
}

function circuitTable({stores}) {
    return table('Circuits', ['store', 'state', 'circuit', 'free places', 'failed', 'refused'], stores.map(circuitRow));
}

function circuitRow({store, state, circuit, places, calls}) {
    const numbers = [`${places.free} of ${places.total}`, count(calls.failed), count(calls.refused)];
    return el('tr', {},
        el('td', {}, storeTag(store)), el('td', {}, stateBadge(stateWord(state))), el('td', {}, circuit),
        numbers.map(text => el('td', {class: 'number'}, text)));
}

function readSessions(place, signal) {
    const page = cursor =>
        get('/auth/sessions?' + new URLSearchParams({limit: SESSIONS, ...cursor && {cursor}}), {signal});
    const reload = live(place, 'Reading sessions', async () => {
        const {items, nextCursor} = (await page()).body;
        const shown = table('Sessions', ['since', 'last seen', 'ends'], items.map(sessionRow));
        return el('div', {}, shown,
            morePages('Show more', nextCursor, page,
                next => shown.querySelector('tbody').append(...next.items.map(sessionRow))),
            el('p', {class: 'actions'}, el('button', {onclick: endAll}, 'End all of them, this one too')));
    });
    const endAll = () => remove('/auth/sessions', {signal})
        .then(reload, problem => settle(place, caught(problem, endAll)));
    reload();
}

function sessionRow({current, createdAt, lastSeenAt, expiresAt}) {
    const [since, seen, ends] = [createdAt, lastSeenAt, expiresAt].map(when);
    return el('tr', {},
        el('td', {}, since, current && el('b', {}, ' this one')), el('td', {}, seen), el('td', {}, ends));
}

function when(instant) {
    return el('time', {datetime: instant}, dateTime(instant));
}
