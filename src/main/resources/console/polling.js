// Follows something that the server works on, such as a job, by asking for it again and again.

import {get, Problem} from './api.js';
import {el} from './dom.js';
import {every} from './every.js';

const PAUSE = 500;

/**
 * Calls `shown(body)` with each answer until it returns true, and `troubled(problem)` instead with a problem that
 * passes. Throws any other problem, and an AbortError.
 */
export function poll(path, shown, troubled, signal) {
    return every(PAUSE, signal, async () => {
        try {
            return shown((await get(path, {signal, quiet: true})).body);
        } catch (problem) {
            if (!(problem instanceof Problem && problem.passes)) {
                throw problem;
            }
            return troubled(problem);
        }
    });
}

/** What `troubled` may show. */
export function askedAgain({title}) {
    return el('span', {}, `${title}. It is asked again until there is an answer.`);
}
