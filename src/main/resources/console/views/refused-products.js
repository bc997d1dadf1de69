// Which products an order was refused for, by their names in the basket that was sent.

import {el} from '../dom.js';
import {count, money} from '../format.js';

/** By the type of the problem: the ids of the products, each with what is to be said of it. */
const REFUSED = {
    '/problems/out-of-stock': ({items}) => items.map(({productId, requested, available}) =>
        [productId, `${count(requested)} wanted, ${count(available)} available`]),
    '/problems/unknown-product': ({productIds}) => productIds.map(id => [id, 'not in the catalog any more']),
    '/problems/mixed-currencies': (body, lines) => lines.map(({product}) => [product.id, money(product.price)]),
};

/** Returns nothing if the products are not what the problem is about. */
export function refusedProducts({type, body}, lines) {
    const names = new Map(lines.map(({product}) => [product.id, product.name]));
    const refused = REFUSED[type]?.(body, lines);
    return refused && el('ul', {}, refused.map(([id, about]) =>
        el('li', {}, el('bdi', {}, names.get(id) ?? id), ': ' + about)));
}
