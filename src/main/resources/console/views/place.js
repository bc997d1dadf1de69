// Placing an order: products to pick, the basket, and the latest orders.

import {get} from '../api.js';
import {add} from '../basket.js';
import {el} from '../dom.js';
import {money} from '../format.js';
import {empty, live} from '../states.js';
import {checkout} from './checkout.js';
import {recentOrders} from './recent-orders.js';

const TYPING = 120;
const FOUND = 8;

export async function placeView({signal}) {
    const recent = el('div', {});
    live(recent, 'Reading your orders', () => recentOrders(signal))();
    return el('section', {class: 'stack'},
        el('h1', {}, 'Order, traced'),
        el('p', {class: 'lead'}, 'Pick something, send the order, and see each step in each store.'),
        el('div', {class: 'sided right'}, await shelf(signal), checkout(signal)),
        recent);
}

async function shelf(signal) {
    const found = el('div', {'aria-live': 'polite'});
    let words = '';
    const search = live(found, 'Searching', async () => {
        const q = words;
        const {body} = await get('/products?' + new URLSearchParams({q, limit: FOUND}), {signal});
        return body.items.length
            ? el('ul', {class: 'plain rows'}, body.items.map(offer))
            : empty(q.trim() ? 'No product has these words.' : 'The catalog has no product yet.');
    });
    let typing;
    const typed = event => {
        words = event.target.value;
        clearTimeout(typing);
        typing = setTimeout(search, TYPING);
    };
    await search();
    return el('div', {class: 'panel'},
        el('div', {class: 'search', role: 'search'}, el('input', {
            type: 'search', oninput: typed, 'aria-label': 'Search products',
            placeholder: 'Search products: coffee, gravel, moon…',
        })), found);
}

function offer(product) {
    return el('li', {}, el('span', {class: 'clamp', dir: 'auto'}, product.name),
        el('span', {class: 'quiet number'}, money(product.price)),
        el('button', {onclick: () => add(product), 'aria-label': 'Add ' + product.name.slice(0, 100)}, 'Add'));
}
