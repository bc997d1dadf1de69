// Follows a JSON object that comes in pieces, without keeping it: which members it has so far, with how many entries.

const [QUOTE, BACKSLASH, COLON] = [...'"\\:'].map(character => character.charCodeAt(0));
const [OPEN_ARRAY, OPEN_OBJECT, CLOSE_ARRAY, CLOSE_OBJECT] = [...'[{]}'].map(character => character.charCodeAt(0));

/** All that matters is ASCII, and no byte of another character in UTF-8 looks like it. */
export function parts() {
    const found = [];
    let [depth, inText, escaped, word, bytes] = [0, false, false, [], 0];

    function inside(byte) {
        if (escaped) {
            escaped = false;
        } else if (byte === BACKSLASH) {
            escaped = true;
        } else if (byte === QUOTE) {
            inText = false;
        } else if (depth === 1) {
            word.push(byte);
        }
    }

    function between(byte) {
        if (byte === QUOTE) {
            [inText, word] = [true, []];
        } else if (byte === COLON && depth === 1) {
            found.push({name: String.fromCharCode(...word), entries: 0});
        } else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) {
            depth++;
            if (depth === 3 && byte === OPEN_OBJECT) {
                found.at(-1).entries++;
            }
        } else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) {
            depth--;
        }
    }

    return {
        all: () => found,
        bytes: () => bytes,
        read(piece) {
            bytes += piece.length;
            piece.forEach(byte => inText ? inside(byte) : between(byte));
        },
    };
}
