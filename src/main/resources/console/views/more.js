// The pages that follow in a list, each when it is asked for.

import {el, oneAtATime, show} from '../dom.js';
import {caught, settle} from '../states.js';

/** `load(cursor)` asks for the next page, `add(page)` puts it below what is there. Without a cursor there is none. */
export function morePages(text, cursor, load, add) {
    const trouble = el('div', {});
    const next = async () => {
        try {
            const {body} = await load(cursor);
            show(trouble);
            add(body);
            cursor = body.nextCursor;
            if (!cursor) {
                button.remove();
            }
        } catch (problem) {
            settle(trouble, caught(problem, () => button.click()));
        }
    };
    const button = el('button', {onclick: oneAtATime(next)}, text);
    return [trouble, el('p', {class: 'actions'}, cursor && button)];
}
