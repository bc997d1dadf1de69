// The steps of an order as a waterfall: what ran when, in which store, and how long.

import {el} from '../dom.js';
import {duration, milliseconds, words} from '../format.js';
import {isStore, storeTag} from '../stores.js';

const SENTENCES = {
    key: 'claims the key', catalog: 'reads names and prices', payment: 'authorizes the payment',
    transaction: 'order, payment, stock and promises at once', activity: 'timelines of the buyer and the products',
    recommendations: 'edges of the purchase graph', payments: 'settles the payment',
};
const OPERATIONS = {
    place: 'Placed', cancel: 'Cancelled', ship: 'Shipped', deliver: 'Delivered', erase: 'Its user was erased',
};

/** The part of the width that the request has, where what followed came so late that the request would be a dot. */
const REQUEST_PART = .6;
const LATE = 6;

export function waterfall(steps, waiting) {
    if (steps.length + waiting.length === 0) {
        return el('p', {class: 'quiet'}, 'No steps are kept of this order: they are for 24 hours.');
    }
    const operations = Object.keys(OPERATIONS).filter(name => steps.some(step => step.operation === name));
    return el('div', {class: 'stack'},
        operations.map(name => chart(OPERATIONS[name], steps.filter(step => step.operation === name))),
        waiting.length > 0 && el('ol', {class: 'plain waterfall', 'aria-label': 'Waiting'}, waiting.map(waitingRow)));
}

function chart(title, steps) {
    const ordered = steps.toSorted((one, other) => one.startMs - other.startMs);
    const answered = Math.max(0, ...ordered.filter(isOfRequest).map(end));
    const last = Math.max(...ordered.map(end));
    const cut = answered > 0 && last >= LATE * answered;
    const scale = cut ? cutScale(answered, last) : ms => 100 * ms / last;
    return el('div', {},
        el('h3', {}, title, el('span', {class: 'quiet small'},
            answered > 0 && ` answered after ${milliseconds(answered)}`,
            cut && '; beyond the line, time is drawn shorter')),
        el('ol', {class: cut ? 'plain waterfall cut' : 'plain waterfall'},
            ordered.map((step, index) => row(step, index, scale))));
}

/** What follows an order is open to extension, and may have a name that is not known here. */
const sentence = name => SENTENCES[name] ?? name;

/** What followed has waited in the outbox; the steps of the request have not. */
const isOfRequest = step => step.waitedMs === undefined;
const end = step => step.startMs + step.durationMs;

/** Returns a function from milliseconds to per cent of the width. */
function cutScale(answered, last) {
    return ms => ms <= answered
        ? 100 * REQUEST_PART * ms / answered
        : 100 * (REQUEST_PART + (1 - REQUEST_PART) * (ms - answered) / (last - answered));
}

function row(step, index, scale) {
    const bar = el('span', {class: 'bar'});
    bar.style.insetInlineStart = scale(step.startMs) + '%';
    bar.style.width = scale(end(step)) - scale(step.startMs) + '%';
    bar.style.animationDelay = index * 90 + 'ms';
    return el('li', {'data-store': step.store, class: isOfRequest(step) ? '' : 'follows'},
        el('span', {class: 'step'}, isStore(step.store) ? storeTag(step.store) : el('b', {}, words(step.store)),
            el('span', {class: 'quiet small'}, sentence(step.name),
                !isOfRequest(step) && `, ${milliseconds(step.waitedMs)} after the transaction began`)),
        el('span', {class: 'track'}, bar),
        el('span', {class: 'number mono'}, milliseconds(step.durationMs)));
}

function waitingRow({name, store, status, nextAttemptAt, lastError}) {
    const next = duration(new Date(nextAttemptAt) - Date.now());
    return el('li', {'data-store': store},
        el('span', {class: 'step'}, storeTag(store), el('span', {class: 'quiet small'}, sentence(name))),
        el('span', {class: 'track waits'}, el('span', {class: 'small'},
            status === 'failed'
                ? 'has failed, until an administrator retries it'
                : `waits, at most ${next} to the next attempt`,
            lastError && `: ${lastError}`)),
        el('span', {class: 'number mono'}, '…'));
}
