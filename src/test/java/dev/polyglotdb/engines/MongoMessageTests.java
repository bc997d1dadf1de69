package dev.polyglotdb.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class MongoMessageTests {

    private static final BsonDocument INSERT = BsonDocument.parse("{insert: 'products', $db: 'shop'}");
    private static final BsonDocument LAMP = BsonDocument.parse("{_id: 'lamp'}");

    @Test
    void theDocumentsOfASequenceBelongToTheCommand() throws IOException {
        var command = read(message(0, body(INSERT), sequence("documents", LAMP, LAMP)));

        assertThat(command.document())
                .isEqualTo(BsonDocument.parse(
                        "{insert: 'products', $db: 'shop', documents: [{_id: 'lamp'}, {_id: 'lamp'}]}"));
    }

    @Test
    void aSequenceMayComeFirst() throws IOException {
        var command = read(message(0, sequence("documents", LAMP), body(INSERT)));

        assertThat(command.document().getFirstKey()).isEqualTo("insert");
        assertThat(command.document().getArray("documents")).hasSize(1);
    }

    @Test
    void aChecksumIsNoSection() throws IOException {
        assertThat(read(message(1, body(INSERT), new byte[] {1, 2, 3, 4})).document())
                .isEqualTo(INSERT);
    }

    @Test
    void anUnacknowledgedWriteHasNoAnswer() throws IOException {
        assertThat(read(message(2, body(INSERT))).hasMoreToCome()).isTrue();
        assertThat(read(message(0, body(INSERT))).hasMoreToCome()).isFalse();
    }

    @Test
    void anAnswerNamesItsRequestAndIsOfItsKind() throws IOException {
        var request = read(message(0, body(INSERT)));
        var answer = read(MongoMessage.answer(request, LAMP).bytes());

        assertThat(answer.document()).isEqualTo(LAMP);
        assertThat(ByteBuffer.wrap(answer.bytes())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getInt(8))
                .isEqualTo(7);
    }

    @Test
    void theFirstGreetingIsAnOldQueryWithAnOldReply() throws IOException {
        var query = buffer(16 + 4 + 11 + 8 + body(LAMP).length - 1, MongoMessage.OP_QUERY);
        query.putInt(0).put("admin.$cmd\0".getBytes()).putInt(0).putInt(-1).put(MongoBson.encode(LAMP));
        var request = read(query.array());

        assertThat(request.document()).isEqualTo(LAMP);
        assertThat(read(MongoMessage.answer(request, INSERT).bytes()).document())
                .isEqualTo(INSERT);
    }

    @Test
    void aMessageThatBreaksOffOrHasAnImpossibleLengthIsRefused() {
        var whole = message(0, body(INSERT));

        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 1))).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> read(new byte[16])).hasMessageContaining("0 bytes");
    }

    private static MongoMessage read(byte[] bytes) throws IOException {
        return MongoMessage.read(new ByteArrayInputStream(bytes));
    }

    private static byte[] message(int flags, byte[]... sections) {
        var length = Arrays.stream(sections).mapToInt(section -> section.length).sum();
        var made = buffer(20 + length, MongoMessage.OP_MSG).putInt(flags);
        for (var section : sections) {
            made.put(section);
        }
        return made.array();
    }

    private static ByteBuffer buffer(int length, int operation) {
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .putInt(7)
                .putInt(0)
                .putInt(operation);
    }

    private static byte[] body(BsonDocument document) {
        var encoded = MongoBson.encode(document);
        return ByteBuffer.allocate(1 + encoded.length)
                .put((byte) 0)
                .put(encoded)
                .array();
    }

    private static byte[] sequence(String name, BsonDocument... documents) {
        var length = Integer.BYTES
                + name.length()
                + 1
                + Arrays.stream(documents)
                        .mapToInt(document -> MongoBson.encode(document).length)
                        .sum();
        var made = ByteBuffer.allocate(1 + length).order(ByteOrder.LITTLE_ENDIAN);
        made.put((byte) 1).putInt(length).put(name.getBytes()).put((byte) 0);
        for (var document : documents) {
            made.put(MongoBson.encode(document));
        }
        return made.array();
    }
}
