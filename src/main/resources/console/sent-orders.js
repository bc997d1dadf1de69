// The orders that this tab has sent, with their keys, so that they can be sent again.

import {onForget} from './session.js';

const sent = new Map();
onForget(() => sent.clear());

export const sentOrder = id => sent.get(Number(id));

export function remember(id, key, order) {
    sent.set(id, {key, order});
}
