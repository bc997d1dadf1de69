// The orders that this tab has sent, with their keys, so that they can be sent again.

const sent = new Map();

export const sentOrder = id => sent.get(Number(id));

export function remember(id, key, order) {
    sent.set(id, {key, order});
}

/** A key that nobody else has. `crypto.randomUUID` would need HTTPS away from localhost. */
export function newKey() {
    return Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, '0')).join('');
}
