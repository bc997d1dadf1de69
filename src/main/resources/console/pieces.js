// Reads a stream piece by piece.

/** A stream can't be iterated over in every browser yet. Whoever stops early ends the stream. */
export async function* pieces(stream) {
    const reader = stream.getReader();
    try {
        for (let {done, value} = await reader.read(); !done; {done, value} = await reader.read()) {
            yield value;
        }
    } finally {
        reader.cancel().catch(() => {});
    }
}
