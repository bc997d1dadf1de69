// Reads server-sent events with `fetch`, since `EventSource` can't send a token but in the URL.

import {problem, Problem, read, send} from './api.js';
import {pieces} from './pieces.js';

const PAUSE = 1000;

/**
 * Calls `onEvent({id, event, data})` for each event until it returns false. A stream that breaks off is resumed after
 * its last event, once the tab is shown: browsers open few connections to one server. Throws what the API refuses, and
 * an AbortError.
 */
export async function follow(path, onEvent, signal) {
    const position = {};
    while (await goesOn(path, position, onEvent, signal)) {
        do {
            await new Promise(resume => setTimeout(resume, PAUSE));
        } while (document.hidden && !signal.aborted);
    }
}

async function goesOn(path, position, onEvent, signal) {
    try {
        return await readOnce(path, position, onEvent, signal);
    } catch (failure) {
        if (signal.aborted || failure instanceof Problem && !failure.passes) {
            throw failure;
        }
        return true;
    }
}

async function readOnce(path, position, onEvent, signal) {
    const headers = {Accept: 'text/event-stream', ...position.id && {'Last-Event-ID': position.id}};
    const response = await send('GET', path, {headers, signal});
    if (!response.ok) {
        throw problem(response, await read(response));
    }
    for await (const event of events(response.body)) {
        position.id = event.id ?? position.id;
        if (!onEvent(event)) {
            return false;
        }
    }
    return true;
}

async function* events(body) {
    let text = '';
    for await (const chunk of pieces(body.pipeThrough(new TextDecoderStream()))) {
        text += chunk.replaceAll('\r', '');
        const blocks = text.split('\n\n');
        text = blocks.pop();
        yield* blocks.map(parse).filter(event => event.data !== undefined);
    }
}

/** Reads one event, for example "id: 7\nevent: step\ndata: {…}". Lines that begin with a colon are comments. */
function parse(block) {
    const fields = block.split('\n').map(line => /^(\w+): ?(.*)$/.exec(line)).filter(Boolean);
    return Object.fromEntries(fields.map(([, name, value]) => [name, value]));
}
