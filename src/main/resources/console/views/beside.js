// Two products side by side: how little a laptop and a novel have in common, and why a table would not do.

import {get} from '../api.js';
import {el, scrolling} from '../dom.js';
import {link} from '../router.js';
import {storeTag} from '../stores.js';

export async function besideView(one, other, {signal}) {
    const [left, right] = await Promise.all([one, other].map(async id =>
        (await get('/products/' + encodeURIComponent(id), {signal})).body));
    const keys = [...new Set([...Object.keys(left.attributes), ...Object.keys(right.attributes)])];
    const shared = keys.filter(key => has(left.attributes, key) && has(right.attributes, key));
    return el('section', {class: 'stack'},
        el('p', {}, el('a', {href: link('catalog')}, '← Catalog')),
        el('h1', {}, 'Side by side'),
        el('p', {class: 'lead'}, `${keys.length} attributes, ${shared.length} of them in both. ` +
            'Each product is one document with the keys that it needs; all of them can be filtered by one index.'),
        el('div', {class: 'panel', 'data-store': 'mongodb'}, storeTag('mongodb'),
            scrolling('Attributes', el('table', {class: 'beside'},
                el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, 'attribute'), [left, right].map(head))),
                el('tbody', {}, keys.map(key => row(key, left.attributes, right.attributes)))))));
}

function head({id, name}) {
    return el('th', {scope: 'col'}, el('a', {href: link('catalog', id)}, name));
}

function row(key, left, right) {
    return el('tr', {class: has(left, key) && has(right, key) && 'shared'},
        el('td', {}, key),
        [left, right].map(attributes => el('td', {}, has(attributes, key) ? written(attributes[key]) : '–')));
}

/** Not `in`: an attribute may be named as what every object inherits. */
const has = Object.hasOwn;

function written(value) {
    return typeof value === 'object' ? el('code', {}, JSON.stringify(value)) : String(value);
}
