// Whether stores can be broken here: only in the run from the sources, and only by administrators.

import {get} from './api.js';
import {isAdmin} from './session.js';

/** Asked once for each session. */
export async function labIsOpen() {
    return isAdmin() && get('/break', {quiet: true}).then(() => true, problem => problem.status !== 404 && problem.status !== 403);
}
