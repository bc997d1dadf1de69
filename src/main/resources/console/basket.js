// What is to be ordered, how it is paid, and the key of this order, kept while the page is open.

import {onForget} from './session.js';

const FIRST_PAYMENT = 'tok_visa';

const lines = new Map();
const observers = new Set();
let token = FIRST_PAYMENT;
let key = newKey();

export function add(product) {
    const line = {product, quantity: (lines.get(product.id)?.quantity ?? 0) + 1};
    lines.set(product.id, line);
    renewKey(line);
}

export function setQuantity(id, quantity) {
    const line = lines.get(id);
    line.quantity = quantity;
    if (quantity <= 0) {
        lines.delete(id);
    }
    renewKey(line);
}

/** The token of a card; empty for an invoice. */
export function setPayment(chosen) {
    token = chosen;
    renewKey();
}

export function clear() {
    lines.clear();
    token = FIRST_PAYMENT;
    renewKey();
}

/** For another order, though it may look the same. As long as a key stays, its order is placed once at most. */
export function renewKey(line) {
    key = newKey();
    observers.forEach(observer => observer(line));
}

/** Returns {lines, token, key}. */
export const basket = () => ({lines: [...lines.values()], token, key});

/** Calls the observer at each change, with the line that changed if it was one, until the view is left. */
export function onChange(observer, signal) {
    observers.add(observer);
    signal.addEventListener('abort', () => observers.delete(observer));
}

onForget(clear);

/** A key that nobody else has. `crypto.randomUUID` would need HTTPS away from localhost. */
function newKey() {
    return Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, '0')).join('');
}
