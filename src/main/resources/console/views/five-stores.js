// The same order in five stores, each as the store itself holds it.

import {el, renew} from '../dom.js';
import {STORES, storeName, storeTag} from '../stores.js';
import {edges} from './edges.js';
import {records} from './records.js';
import {timeToLive} from './time-to-live.js';

const SHOWN = {postgres, mongodb, redis, cassandra, neo4j};

/**
 * Returns a function that draws what the stores hold, and returns the element. Only what differs from the last time is
 * drawn anew. `readProduct(id)` makes the shop read a product, which Redis has a copy of then.
 */
export function fiveStores(readProduct) {
    const panels = STORES.map(({id}) => ({id, panel: el('article', {class: 'panel stack', 'data-store': id})}));
    const whole = el('div', {class: 'five'}, panels.map(({panel}) => panel));
    let drawn = {};
    return held => {
        const stores = withGone(held);
        // What a problem took off the page meanwhile has times that stand still.
        drawn = whole.isConnected ? drawn : {};
        panels.filter(({id}) => differs(drawn[id], stores[id])).forEach(({id, panel}) =>
            renew(panel, el('h3', {}, storeTag(id)), ...shown(id, stores[id], readProduct)));
        drawn = stores;
        return whole;
    };
}

/** What is gone from the catalog can't be read into Redis, as far as that is known. */
function withGone(stores) {
    const gone = stores.mongodb.documents?.filter(({exists}) => !exists).map(({productId}) => productId);
    return {...stores, redis: {...stores.redis, gone: gone ?? []}};
}

function shown(id, store, readProduct) {
    return [store.status === 'available' ? SHOWN[id](store, readProduct)
        : el('p', {class: 'note'}, `${storeName(id)} is away: what it holds can't be read now.`)].flat(Infinity);
}

/** A time to live counts down where it is drawn. Only a copy that was made anew has more of it. */
function differs(before, now) {
    return withoutTimes(before) !== withoutTimes(now)
        || now.copies?.some(({ttlMs}, i) => ttlMs > before.copies[i].ttlMs);
}

function withoutTimes(store) {
    return JSON.stringify(store, (name, value) => name === 'ttlMs' ? 'a time' : value);
}

function postgres({order, items, payment, stockTakings, outbox}) {
    return [part('orders', records([order])), part('order_items', records(items)),
        payment && part('payments', records([payment])),
        stockTakings.length > 0 && part('stock_takings', records(stockTakings)),
        part('outbox', outbox.length ? records(outbox) : note('Empty: each promise is kept.'))];
}

function mongodb({collection, documents, omitted}) {
    return [documents.map(({productId, exists, bytes, document}) => exists
        ? part(`${collection} · ${productId} · ${bytes} bytes`, document ? json(document) : note('Too large to show.'))
        : part(`${collection} · ${productId}`,
            note('Gone from the catalog; the order keeps its own name and price.'))), more(omitted)];
}

function redis({copies, gone, omitted}, readProduct) {
    return [copies.map(({productId, key, ttlMs, copy}) => part(key ?? productId,
        ttlMs !== undefined ? timeToLive(ttlMs)
            : gone.includes(productId) ? note('Not cached: there is nothing to read.')
                : notCached(() => readProduct(productId)),
        copy && el('details', {'data-key': 'copy of ' + productId},
            el('summary', {class: 'small'}, 'The copy'), json(copy)))), more(omitted)];
}

function notCached(read) {
    return el('p', {class: 'split'}, el('span', {class: 'quiet small'}, 'Not cached: the next read fills it.'),
        el('button', {onclick: read}, 'Read it'));
}

function cassandra({partitions, omitted}) {
    const parts = partitions.map(({table, key, rows}) => part(`${table} · ${written(key)}`, records(rows)));
    return [parts.length ? parts : note('No row.'), more(omitted)];
}

function neo4j({edges: found, omitted}) {
    return found.length ? [edges(found), more(omitted)]
        : el('p', {class: 'quiet'}, 'No edge: not yet, not any more, or nothing was bought.');
}

function part(name, ...shown) {
    return el('div', {class: 'part'}, el('h4', {class: 'mono'}, name), shown);
}

const note = text => el('p', {class: 'quiet small'}, text);

const written = key => Object.entries(key).map(pair => pair.join('=')).join(', ');

function json(value) {
    return el('pre', {tabindex: 0, 'aria-label': 'JSON'}, JSON.stringify(value, null, 2));
}

function more(omitted) {
    return omitted > 0 && el('p', {class: 'quiet small'}, `and ${omitted} more`);
}
