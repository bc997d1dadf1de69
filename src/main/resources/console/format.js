// How values are written, the same everywhere.

const TIME = new Intl.DateTimeFormat('en', {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'});
const DAY = new Intl.DateTimeFormat('en', {weekday: 'long', day: 'numeric', month: 'long', year: 'numeric'});
const COUNT = new Intl.NumberFormat('en');
const twoDigits = number => String(number).padStart(2, '0');

/** Browsers show fewer decimals of some currencies than these have; no price has more than four. */
export function money({amount, currency}) {
    return new Intl.NumberFormat('en', {style: 'currency', currency, maximumFractionDigits: 4}).format(amount);
}

export const count = number => COUNT.format(number);
export const time = instant => TIME.format(new Date(instant));
export const day = instant => DAY.format(new Date(instant));

/** "2026-11-30 14:05:09", both as the reader's calendar and clock have them. */
export function dateTime(instant) {
    const at = new Date(instant);
    return `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())} ${time(at)}`;
}

/** Three significant digits are as many as a measured time deserves. */
export function milliseconds(ms) {
    if (ms >= 10_000) {
        return duration(ms);
    }
    return ms >= 100 ? Math.round(ms) + ' ms' : Number(ms.toPrecision(2)) + ' ms';
}

/** "4 min 05 s": for what counts down or waits. */
export function duration(ms) {
    const seconds = Math.max(0, Math.round(ms / 1000));
    if (seconds < 60) {
        return seconds + ' s';
    }
    if (seconds < 3600) {
        return Math.floor(seconds / 60) + ' min ' + twoDigits(seconds % 60) + ' s';
    }
    if (seconds < 86_400) {
        return Math.floor(seconds / 3600) + ' h ' + Math.floor(seconds % 3600 / 60) + ' min';
    }
    return Math.floor(seconds / 86_400) + ' d ' + Math.floor(seconds % 86_400 / 3600) + ' h';
}

/** "PAYMENT_FAILED" as people write it. */
export function words(constant) {
    const text = constant.toLowerCase().replaceAll('_', ' ');
    return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Indents JSON without reading its numbers: a document may hold more digits than a number of JavaScript. */
export function indented(json) {
    let depth = 0;
    return json.replace(/"(?:[^"\\]|\\.)*"|[{[]\s*[}\]]|[{}[\],:]|\s+/g, token => {
        if (token === '{' || token === '[') {
            return token + line(++depth);
        }
        if (token === '}' || token === ']') {
            return line(--depth) + token;
        }
        return {',': ',' + line(depth), ':': ': '}[token] ?? token.replace(/^\s+$/, '');
    });
}

const line = depth => '\n' + '  '.repeat(depth);
