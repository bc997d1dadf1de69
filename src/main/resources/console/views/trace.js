// One order: its steps as they happen, and what each of the five stores holds of it.

import {get, post} from '../api.js';
import {el, show} from '../dom.js';
import {every} from '../every.js';
import {money, words} from '../format.js';
import {link} from '../router.js';
import {sentOrder} from '../sent-orders.js';
import {follow} from '../sse.js';
import {caught, live, loading, settle} from '../states.js';
import {fiveStores} from './five-stores.js';
import {waterfall} from './waterfall.js';

/** In how many milliseconds a store that was away is asked again. */
const AGAIN = 2000;

export async function traceView(id, {signal}) {
    const path = '/orders/' + encodeURIComponent(id);
    const parts = {
        head: el('div', {class: 'heading'}), message: el('div', {'aria-live': 'polite'}),
        steps: el('div', {}), stores: el('div', {}),
    };
    const readProduct = id => get('/products/' + encodeURIComponent(id), {signal})
        .then(readStores, problem => show(parts.message, caught(problem)));
    const drawStores = fiveStores(readProduct);
    let someAway = false;
    const readStores = live(parts.stores, 'Reading five stores', async () => {
        someAway = false;
        return (await get(path + '/trace', {signal})).body.stores;
    }, stores => {
        someAway = Object.values(stores).some(({status}) => status === 'unavailable');
        return drawStores(stores);
    });
    let stop = () => {};
    const read = async () => {
        const {body} = await get(path, {signal});
        show(parts.head, heading(body), actions(body, path, parts.message, refresh, signal));
        readStores();
        stop();
        stop = watch(path, parts.steps, readStores, signal);
    };
    const unread = problem => settle(parts.message, caught(problem, readAgain));
    const readAgain = () => read().then(() => show(parts.message), unread);
    const refresh = () => read().catch(unread);
    await read();
    every(AGAIN, signal, async () => someAway && await readStores());
    return el('section', {class: 'stack'},
        el('p', {}, el('a', {href: link('order')}, '← Place another order')),
        parts.head, parts.message,
        el('div', {class: 'panel'}, el('h2', {}, 'Its way'), parts.steps),
        el('h2', {}, 'The same order in five stores'), parts.stores);
}

function heading({id, status, total, payment}) {
    return el('div', {}, el('h1', {}, 'Order ' + id),
        el('p', {class: 'actions'}, el('span', {class: 'badge strong'}, words(status)),
            el('span', {class: 'badge'}, 'Payment ' + payment.status.toLowerCase()), el('b', {}, money(total))));
}

function actions({id, status}, path, message, refresh, signal) {
    const sent = sentOrder(id);
    const cancel = () => post(path + '/cancel', undefined, {signal})
        .then(() => refresh(show(message)), problem => show(message, caught(problem)));
    return el('p', {class: 'actions'},
        sent && el('button', {onclick: () => repeat(sent, message, refresh, signal)},
            'Send it again with the same key'),
        status === 'PAID' && el('button', {onclick: cancel}, 'Cancel the order'));
}

async function repeat({key, order}, message, refresh, signal) {
    const answer = await post('/orders', order, {headers: {'Idempotency-Key': key}, signal}).catch(problem => problem);
    const told = answer.body?.id ?? answer.body?.orderId;
    show(message, told ? repeated(answer, told) : caught(answer));
    refresh();
}

/** The key is kept for a day only. */
function repeated({status, headers}, id) {
    return headers.get('Idempotency-Replayed') === 'true'
        ? el('p', {class: 'note'}, `Answered ${status} with order ${id} again, Idempotency-Replayed: true. `,
            'Nothing doubles: the rows, events and edges below are as before.')
        : el('p', {class: 'note'}, `Answered ${status}, and not as a repeat: the key is forgotten by now. `,
            'This is another order: ', el('a', {href: link('order', id)}, 'order ' + id), '.');
}

/** What is told of these, but for their times, which are others with each claim. */
const told = waiting => JSON.stringify(waiting.map(({name, status, attempts, lastError}) =>
    [name, status, attempts, lastError]));

/**
 * Draws each step as it comes. That there are none is known only in the end. Whenever something else waits than before,
 * and in the end, the stores are read again. Returns what ends it.
 */
function watch(path, place, readStores, signal) {
    const watching = new AbortController();
    const steps = new Map();
    let waiting = [];
    let ended = false;
    const handlers = {
        step: step => steps.set(step.id, step),
        waiting: entries => {
            const isNew = told(entries) !== told(waiting);
            waiting = entries;
            if (isNew) {
                readStores();
            }
        },
        end: ({reason}) => ended = reason === 'applied',
    };
    const received = ({event, data}) => {
        handlers[event]?.(JSON.parse(data));
        if (ended || steps.size + waiting.length > 0) {
            show(place, waterfall([...steps.values()], waiting));
        }
        return !ended;
    };
    if (place.childElementCount === 0) {
        show(place, loading('Reading its steps'));
    }
    follow(path + '/events', received, AbortSignal.any([signal, watching.signal]))
        .then(readStores, problem => watching.signal.aborted || show(place, caught(problem)));
    return () => watching.abort();
}
