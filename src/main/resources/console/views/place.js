// Placing an order: pick products, choose how to pay, send it with an idempotency key.

import {get, post} from '../api.js';
import {add, clear, contents, setQuantity} from '../basket.js';
import {el, renew, show} from '../dom.js';
import {money} from '../format.js';
import {go, link} from '../router.js';
import {newKey, remember} from '../sent-orders.js';
import {empty, failure, live} from '../states.js';
import {recentOrders} from './recent-orders.js';

const TYPING = 120;
const FOUND = 8;
const PAYMENTS = {
    tok_visa: 'Card, is captured', tok_slow: 'Card, takes a second', tok_declined: 'Card, is declined',
    tok_error: 'Card, gateway fails', '': 'Invoice',
};

export async function placeView({signal}) {
    const basket = el('div', {class: 'panel stack', 'aria-live': 'polite'});
    const refresh = () => renew(basket, basketContents(refresh));
    const recent = el('div', {});
    refresh();
    live(recent, 'Reading your orders', () => recentOrders(signal))();
    return el('section', {class: 'stack'},
        el('h1', {}, 'Order, traced'),
        el('p', {class: 'lead'}, 'Pick something, send the order, and see each step in each store.'),
        el('div', {class: 'sided right'}, await shelf(refresh, signal), basket),
        recent);
}

async function shelf(refresh, signal) {
    const found = el('div', {'aria-live': 'polite'});
    let words = '';
    const search = live(found, 'Searching', async () => {
        const {body} = await get('/products?' + new URLSearchParams({q: words, limit: FOUND}), {signal});
        return body.items.length
            ? el('ul', {class: 'plain rows'}, body.items.map(product => offer(product, refresh)))
            : empty('No product has these words.');
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

function offer(product, refresh) {
    const pick = () => {
        add(product);
        refresh();
    };
    return el('li', {}, el('span', {class: 'clamp', dir: 'auto'}, product.name),
        el('span', {class: 'quiet number'}, money(product.price)),
        el('button', {onclick: pick, 'aria-label': 'Add ' + product.name.slice(0, 100)}, 'Add'));
}

function basketContents(refresh) {
    const lines = contents();
    if (lines.length === 0) {
        return [el('h2', {}, 'Basket'), empty('Nothing picked yet.')];
    }
    const message = el('div', {});
    const card = el('select', {}, Object.entries(PAYMENTS).map(([value, text]) => el('option', {value}, text)));
    const key = newKey();
    const send = el('button', {
        class: 'primary', 'data-key': 'send', onclick: () => place(key, card.value, message, send),
    }, 'Place the order');
    return [el('h2', {}, 'Basket'),
        el('ul', {class: 'plain rows'}, lines.map(line => basketLine(line, refresh))),
        el('label', {class: 'field'}, 'Payment', card),
        el('p', {class: 'quiet small'}, 'Idempotency-Key ', el('code', {}, key)),
        send, message];
}

function basketLine({product, quantity}, refresh) {
    const change = event => {
        setQuantity(product.id, Number(event.target.value));
        refresh();
    };
    return el('li', {}, el('span', {class: 'clamp', dir: 'auto'}, product.name),
        el('input', {
            type: 'number', min: 0, max: 1000, value: quantity, onchange: change, class: 'quantity',
            'data-key': product.id, 'aria-label': 'Quantity of ' + product.name.slice(0, 100),
        }));
}

/** The button is off while the order is under way: a second click is the key's business, and this shows it as one. */
async function place(key, token, message, button) {
    const items = contents().map(({product, quantity}) => ({productId: product.id, quantity}));
    const order = {items, payment: token ? {method: 'card', token} : {method: 'invoice'}};
    button.disabled = true;
    try {
        const {body} = await post('/orders', order, {headers: {'Idempotency-Key': key}});
        opened(body.id, key, order);
    } catch (problem) {
        show(message, failure(problem), problem.body?.orderId && declined(problem.body.orderId, key, order));
    } finally {
        button.disabled = false;
    }
}

function opened(id, key, order) {
    remember(id, key, order);
    clear();
    go(link('order', id));
}

function declined(id, key, order) {
    return el('p', {}, el('button', {onclick: () => opened(id, key, order)}, `See what was kept of order ${id}`));
}
