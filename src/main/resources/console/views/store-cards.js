// A card for each store: its state, what it is asked, what it holds.

import {el, svg} from '../dom.js';
import {count, milliseconds} from '../format.js';
import {STORES, storeTag} from '../stores.js';
import {stateBadge} from './flow.js';

const KEPT = 40;
const WIDTH = 120;
const HEIGHT = 28;

/** `history` keeps the calls per second of each store from one call to the next. */
export function storeCards(stores, history) {
    return STORES.map(({id, holds}) => card(stores.find(({store}) => store === id), holds, history));
}

function card({store, state, reason, circuit, calls, holds: contents}, holds, history) {
    return el('article', {class: 'panel', 'data-store': store},
        el('h2', {class: 'split'}, storeTag(store), stateBadge(state)),
        el('p', {class: 'quiet small'}, holds),
        reason && el('p', {class: 'small clamp'}, reason),
        circuit && circuit !== 'closed' && el('p', {class: 'small'}, `Circuit ${circuit}`),
        calls && numbers(store, calls, history),
        contents && el('dl', {class: 'facts small'}, contents.map(({name, count: held, atLeast}) =>
            [el('dt', {}, name), el('dd', {class: 'number'}, count(held) + (atLeast ? '+' : ''))])));
}

function numbers(store, {perSecond, p50Ms, p99Ms}, history) {
    const rates = [...history.get(store) ?? [], perSecond].slice(-KEPT);
    history.set(store, rates);
    return el('div', {},
        el('p', {class: 'split'}, el('span', {class: 'number'}, el('b', {class: 'big'}, rate(perSecond)),
            el('span', {class: 'quiet small'}, ' calls/s')), sparkline(rates)),
        el('p', {class: 'quiet small number'}, `p50 ${time(p50Ms)} · p99 ${time(p99Ms)}`));
}

const rate = perSecond => perSecond < 10 ? perSecond.toFixed(1) : count(Math.round(perSecond));
const time = ms => ms === null ? '–' : milliseconds(ms);

function sparkline(rates) {
    const most = Math.max(1, ...rates);
    const x = i => WIDTH - (rates.length - 1 - i) * WIDTH / KEPT;
    const y = calls => HEIGHT - 2 - (HEIGHT - 4) * calls / most;
    const points = rates.map((calls, i) => `${x(i)},${y(calls)}`).join(' ');
    return svg('svg', {class: 'sparkline', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true'},
        svg('polyline', {points}));
}
