// The line at the foot: the latest requests of this page, and how long each store took (Server-Timing).

import {onAnswer} from './api.js';
import {el, show} from './dom.js';
import {milliseconds} from './format.js';
import {isStore, storeTag} from './stores.js';

const KEPT = 12;

export function showRequests(footer) {
    const latest = el('summary', {}, 'No request yet');
    const earlier = el('ol', {class: 'plain'});
    const lines = [];
    show(footer, el('details', {}, latest, earlier));
    onAnswer(answer => {
        lines.unshift(answer);
        lines.length = Math.min(lines.length, KEPT);
        show(latest, line(lines[0]));
        show(earlier, lines.slice(1).map(each => el('li', {}, line(each))));
    });
}

function line({method, path, status, took, stores}) {
    return el('span', {class: 'request'},
        el('code', {}, `${method} ${path}`), el('b', {}, status), el('span', {class: 'quiet'}, milliseconds(took)),
        Object.entries(stores).filter(([store]) => isStore(store)).map(([store, ms]) =>
            el('span', {class: 'timing'}, storeTag(store), ' ', milliseconds(ms))));
}
