// What a user did, newest first, by day. Cassandra keeps each day of a user together.

import {get, post} from '../api.js';
import {el, show} from '../dom.js';
import {day, time, words} from '../format.js';
import {link, noteQuery} from '../router.js';
import {caught, empty, live} from '../states.js';
import {storeTag} from '../stores.js';
import {exported} from './export.js';
import {morePages} from './more.js';

const LIMIT = 50;
const TYPES = [
    'ORDER_PLACED', 'ORDER_CANCELLED', 'PRODUCT_VIEWED', 'CART_ADDED', 'SEARCHED', 'WISHLISTED', 'REVIEWED', 'WAVED',
];

export async function view({query, signal}) {
    const events = el('div', {'aria-live': 'polite'});
    const message = el('div', {});
    const waved = el('p', {class: 'quiet', role: 'status'});
    const load = live(events, 'Reading the timeline', async () => {
        const page = (await get(path(query), {signal})).body;
        return page.items.length || page.nextCursor
            ? timeline(page, query, signal) : empty('Nothing happened in this time.');
    });
    const wave = () => post('/activity', {type: 'WAVED', data: {from: 'the console'}}, {signal})
        .then(() => {
            show(message);
            show(waved, said(query));
            return load();
        }, problem => show(message, caught(problem)));
    await load();
    return el('section', {},
        el('div', {class: 'heading'}, el('h1', {}, 'Timeline'), el('button', {onclick: wave}, 'Wave, and see it here')),
        el('p', {class: 'lead'}, 'Acknowledged once it is written, read newest first: ', storeTag('cassandra'),
            ' keeps what one person did on one day together.'),
        filters(query, () => load(show(waved))), waved, message, events, exported(signal));
}

/** That somebody has waved right now, and that it can't be seen if so. */
function said(query) {
    const now = new Date();
    const {type, from, to} = chosen(query);
    const hidden = type && type !== 'WAVED' || from && new Date(from) > now || to && new Date(to) <= now;
    return `Waved at ${time(now)}.${hidden ? ' What is chosen above hides it.' : ''}`;
}

/** The inputs have days as the reader counts them; the API takes instants. */
function chosen(query) {
    return {type: query.get('type'), from: midnight(query.get('from'), 0), to: midnight(query.get('to'), 1)};
}

function path(query, cursor) {
    const sent = new URLSearchParams({limit: LIMIT});
    Object.entries({...chosen(query), cursor}).filter(([, value]) => value).forEach(([name, value]) => sent.set(name, value));
    return '/activity?' + sent;
}

function midnight(date, daysLater) {
    if (!date) {
        return null;
    }
    const start = new Date(date + 'T00:00:00');
    start.setDate(start.getDate() + daysLater);
    return start.toISOString();
}

function filters(query, load) {
    const note = name => event => {
        query.set(name, event.target.value);
        noteQuery(query);
        load();
    };
    const type = query.get('type') ?? '';
    return el('div', {class: 'filter-line'},
        el('label', {class: 'field'}, 'What', el('select', {onchange: note('type')},
            el('option', {value: ''}, 'Everything'),
            TYPES.map(value => el('option', {value, selected: value === type}, words(value))))),
        ['from', 'to'].map(name => el('label', {class: 'field'}, words(name),
            el('input', {type: 'date', value: query.get(name) ?? '', onchange: note(name)}))));
}

function timeline(page, query, signal) {
    const days = el('div', {class: 'stack'});
    const add = ({items}) => items.forEach(item => dayOf(days, item.occurredAt).append(entry(item)));
    const asked = new URLSearchParams(query);
    add(page);
    return el('div', {}, days,
        morePages('Show earlier', page.nextCursor, cursor => get(path(asked, cursor), {signal}), add));
}

/** The list of the day, which is the last one, or begins a new one: events come newest first. */
function dayOf(days, instant) {
    const title = day(instant);
    if (days.lastElementChild?.firstElementChild.textContent !== title) {
        days.append(el('section', {class: 'day', 'data-store': 'cassandra'},
            el('h2', {}, title), el('ol', {class: 'plain'})));
    }
    return days.lastElementChild.lastElementChild;
}

function entry({type, productId, data, occurredAt}) {
    return el('li', {},
        el('time', {datetime: occurredAt, class: 'quiet mono'}, time(occurredAt)),
        el('div', {}, el('b', {}, words(type)), ' ', about(productId, data), details(data)));
}

function about(productId, data) {
    if (data.orderId) {
        return el('a', {href: link('order', data.orderId)}, 'order ' + data.orderId);
    }
    return productId && el('a', {href: link('catalog', productId)}, productId);
}

function details(data) {
    const text = JSON.stringify(data);
    return text !== '{}' && el('code', {class: 'quiet clamp', dir: 'auto'}, text);
}
