// How long Redis still keeps something, counting down.

import {el, show} from '../dom.js';
import {duration} from '../format.js';

export function timeToLive(ms) {
    const end = Date.now() + ms;
    const meter = el('progress', {max: ms, value: ms, 'aria-label': 'Time to live'});
    const text = el('span', {class: 'small mono'});
    const line = el('p', {}, meter, text);
    const tick = () => {
        const left = end - Date.now();
        meter.value = Math.max(0, left);
        show(text, left > 0 ? 'TTL ' + duration(left) : 'Expired: the next read fills it again.');
        return left > 0;
    };
    tick();
    const timer = setInterval(() => line.isConnected && tick() || clearInterval(timer), 1000);
    return line;
}
