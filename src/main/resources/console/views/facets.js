// Facets: how many products have which category, brand and attributes.

import {el} from '../dom.js';
import {count} from '../format.js';

const ATTRIBUTES = 5;
const VALUES = 10;
const SINGLE = ['category', 'brand'];

/** Names to count: category, brand, what is chosen, and the attributes that most of these products have. */
export function facetsFor(products, query) {
    const chosen = [...query.keys()].filter(name => name.startsWith('attr.'));
    const found = new Map();
    products.flatMap(product => Object.entries(product.attributes)).filter(isCountable)
        .forEach(([key]) => found.set('attr.' + key, (found.get('attr.' + key) ?? 0) + 1));
    const common = [...found].sort((one, other) => other[1] - one[1]).slice(0, ATTRIBUTES).map(([name]) => name);
    return [...new Set([...SINGLE, ...chosen, ...common])].join(',');
}

/** Texts, numbers, truth values and lists of them, under a key that a filter can address. */
function isCountable([key, value]) {
    const values = [value].flat();
    return /^[^.,$]{1,40}$/.test(key) && values.length > 0 && values.every(each => each !== null && typeof each !== 'object');
}

/** `change(name, values)` is called with what is chosen then. */
export function facetList(facets, query, change) {
    return Object.entries(facets).filter(([, values]) => values.length > 0)
        .map(([name, values]) => facet(name, values, query.getAll(name), change));
}

function facet(name, values, chosen, change) {
    const pick = (value, on) => {
        const others = SINGLE.includes(name) ? [] : chosen.filter(each => each !== value);
        return change(name, on ? [...others, value] : others);
    };
    return el('fieldset', {},
        el('legend', {}, name.replace(/^attr\./, '')),
        values.slice(0, VALUES).map(each => choice(name, each, chosen, pick)));
}

function choice(name, {value, count: products}, chosen, pick) {
    const text = String(value);
    return el('label', {},
        el('input', {
            type: 'checkbox', 'data-key': name + '=' + text, checked: chosen.includes(text),
            onchange: event => pick(text, event.target.checked),
        }),
        el('span', {class: 'clamp', dir: 'auto'}, text), el('span', {class: 'quiet small'}, count(products)));
}
