// The latest orders of whoever is signed in, each with a link to its trace.

import {get} from '../api.js';
import {el, scrolling} from '../dom.js';
import {dateTime, money, words} from '../format.js';
import {link} from '../router.js';

export async function recentOrders(signal) {
    const {body} = await get('/orders?limit=6', {signal});
    return body.items.length > 0 && el('div', {class: 'panel', 'data-store': 'postgres'},
        el('h2', {}, 'Your latest orders'),
        scrolling('Orders', el('table', {}, el('tbody', {}, body.items.map(row)))));
}

function row({id, status, total, items, createdAt}) {
    return el('tr', {},
        el('td', {class: 'number'}, el('a', {href: link('order', id)}, 'Order ' + id)),
        el('td', {}, el('span', {class: 'badge'}, words(status))),
        el('td', {class: 'wide'},
            el('span', {class: 'clamp one', dir: 'auto'}, items.map(item => item.name).join(', '))),
        el('td', {class: 'number'}, money(total)),
        el('td', {class: 'quiet number'}, dateTime(createdAt)));
}
