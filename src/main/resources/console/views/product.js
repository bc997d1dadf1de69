// One product: the document as MongoDB holds it, its stock in PostgreSQL, and what the same people bought, from Neo4j.

import {get} from '../api.js';
import {add} from '../basket.js';
import {el} from '../dom.js';
import {count, dateTime, indented, money, words} from '../format.js';
import {go, link} from '../router.js';
import {live} from '../states.js';
import {storeTag} from '../stores.js';

export async function productView(id, {signal}) {
    const path = '/products/' + encodeURIComponent(id);
    const {body: product, text, headers} = await get(path, {signal});
    return el('section', {class: 'stack'},
        el('p', {}, el('a', {href: link('catalog')}, '← Catalog')),
        el('div', {class: 'heading'},
            el('div', {}, el('p', {class: 'quiet small'}, kind(product)),
                el('h1', {class: 'clamp', dir: 'auto'}, product.name)),
            el('p', {class: 'actions'}, el('b', {}, money(product.price)),
                el('button', {class: 'primary', onclick: () => order(product)}, 'Order it'))),
        product.description && el('p', {class: 'lead clamp long', dir: 'auto'}, product.description),
        el('div', {class: 'columns'},
            el('div', {class: 'panel', 'data-store': 'mongodb'}, el('h2', {}, storeTag('mongodb'), ' the document'),
                el('pre', {tabindex: 0, 'aria-label': 'The document'}, indented(text)),
                el('p', {class: 'quiet small'},
                    `Version ${headers.get('ETag')}, changed ${dateTime(product.updatedAt)}`)),
            el('div', {class: 'stack'},
                panel('postgres', 'the stock', signal, path + '/stock', stock),
                panel('neo4j', 'bought by the same people', signal, path + '/related?limit=5', related))));
}

/** Its category and brand, as far as it has them. */
export function kind({category, brand}) {
    return [category && words(category), brand].filter(Boolean).join(' · ');
}

function order(product) {
    add(product);
    go(link('order'));
}

function panel(store, title, signal, path, shown) {
    const place = el('div', {});
    live(place, 'Reading', async () => shown((await get(path, {signal})).body))();
    return el('div', {class: 'panel', 'data-store': store}, el('h2', {}, storeTag(store), ' ' + title), place);
}

function stock({tracked, onHand}) {
    return el('p', {}, tracked ? `${count(onHand)} on hand` : 'Not tracked: it never runs out.');
}

function related({items}) {
    return items.length === 0 ? el('p', {class: 'quiet'}, 'Nobody bought it with anything else yet.')
        : el('ol', {}, items.map(item => el('li', {},
            el('a', {href: link('catalog', item.productId)}, item.name), ' ',
            el('span', {class: 'quiet'}, money(item.price)))));
}
