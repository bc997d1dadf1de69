// Everything that the stores hold about whoever is signed in, with how far it has been read.

import {problem, read, send} from '../api.js';
import {el, show} from '../dom.js';
import {count} from '../format.js';
import {caught} from '../states.js';
import {storeTag} from '../stores.js';
import {parts} from './parts.js';

/** Where the parts of the document come from. */
const STORES = {
    user: 'postgres', sessions: 'redis', failedLogins: 'redis', orders: 'postgres', idempotencyKeys: 'postgres',
    activity: 'cassandra', purchases: 'neo4j',
};

/** Between two pictures of the progress. */
const PAUSE = 200;

export function exported(signal) {
    const result = el('div', {'aria-live': 'polite'});
    const begin = () => download(result, signal).catch(failure => show(result, caught(failure)));
    return el('div', {class: 'panel'},
        el('h2', {}, 'Your data'),
        el('p', {class: 'quiet'}, 'Everything that the stores hold about you, as one JSON document.'),
        el('p', {class: 'actions'}, el('button', {onclick: begin}, 'Get my data')),
        result);
}

async function download(result, signal) {
    const response = await send('GET', '/users/me/export', {signal});
    if (!response.ok) {
        throw problem(response, await read(response));
    }
    const seen = parts();
    const pieces = [];
    const draw = end => show(result, progress(seen, end));
    const drawing = setInterval(draw, PAUSE);
    try {
        await eachPiece(response, piece => {
            pieces.push(piece);
            seen.read(piece);
        });
        draw(saving(pieces));
    } catch (failure) {
        if (failure.name === 'AbortError') {
            throw failure;
        }
        draw(el('p', {class: 'failure', role: 'alert'},
            'The connection broke. What came is not everything, so it can\'t be saved. Try again.'));
    } finally {
        clearInterval(drawing);
    }
}

async function eachPiece(response, action) {
    const reader = response.body.getReader();
    for (let {done, value} = await reader.read(); !done; {done, value} = await reader.read()) {
        action(value);
    }
}

function progress(seen, end) {
    return el('div', {},
        el('ul', {}, seen.all().map(({name, entries}) => el('li', {}, storeTag(STORES[name]), ' ', name,
            entries > 0 && ': ' + count(entries)))),
        el('p', {class: 'quiet'}, `${count(Math.ceil(seen.bytes() / 1024))} KiB`, !end && ' so far …'),
        end);
}

function saving(pieces) {
    const href = URL.createObjectURL(new Blob(pieces, {type: 'application/json'}));
    return el('p', {}, 'That is all. ', el('a', {href, download: 'person.json'}, 'Save person.json'));
}
