package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class NdjsonReaderTests {

    private static final JsonMapper JSON = StrictJson.mapper();
    private static final NdjsonReader READER =
            new NdjsonReader(new RequestBodyReader(JSON, StrictJson.validator()), JSON);

    record Item(
            @NotNull @Size(max = 3) String name, @Nullable Integer count) {}

    @Test
    void linesAreToldInTheirOrderAndBlankOnesOnlyCount() throws IOException {
        assertThat(read("{\"name\":\"a\"}\n\n \t\r\n{\"name\":\"b\",\"count\":2}\r\n{\"name\":\"c\"}"))
                .containsExactly("1: a, 12 bytes", "4: b, 22 bytes", "5: c, 12 bytes");
    }

    @Test
    void anEmptyBodyHasNoLines() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read("\n\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {                        | is not one JSON value, see column 2
            {"name":"a"} {}          | is not one JSON value, see column 14
            {"name":"a","name":"b"}  | has #/name twice
            null                     | must not be null
            []                       | must be an object
            {}                       | #/name must not be null
            {"name":1}               | #/name must be a string
            {"name":"a","more":1}    | #/more is not a known field
            {"name":1,"count":"x"}   | #/name must be a string; #/count must be an integer of at most 32 bits
            """)
    void aBadLineIsNamedAndTheRestGoesOn(String line, String detail) throws IOException {
        assertThat(read("{\"name\":\"a\"}\n" + line + "\n{\"name\":\"b\"}\n"))
                .containsExactly("1: a, 12 bytes", "2! " + detail, "3: b, 12 bytes");
    }

    @Test
    void aLineThatIsNotUtf8SaysWhere() throws IOException {
        var body = new ByteArrayOutputStream();
        body.writeBytes("\n{\"name\":\"".getBytes(StandardCharsets.UTF_8));
        body.write(0xFF);
        body.writeBytes("\"}\n{\"name\":\"b\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(read(new ByteArrayInputStream(body.toByteArray())))
                .containsExactly("2! is not UTF-8 at byte 10", "3: b, 12 bytes");
    }

    @Test
    void aLineMayBeAsLongAsABody() throws IOException {
        var longest = " ".repeat(NdjsonReader.MAX_LINE - 12) + "{\"name\":\"a\"}";

        assertThat(read(longest + "\n " + longest + "\n{\"name\":\"b\"}"))
                .containsExactly("1: a, 1048576 bytes", "2! is longer than 1048576 bytes", "3: b, 12 bytes");
    }

    @Test
    void aHostileLineCannotMakeItsOwnRefusalLarge() throws IOException {
        assertThat(read("{\"name\":\"a\",\"" + "x".repeat(10_000) + "\":1}"))
                .singleElement()
                .asString()
                .startsWith("1! #/xxx")
                .endsWith("x…")
                .hasSize("1! ".length() + 501);
    }

    /** What is there twice is told by all names on the way to it. */
    @Test
    void norCanALineThatIsNoJson() throws IOException {
        var name = "x".repeat(10_000);

        assertThat(read("{\"%1$s\":{\"%1$s\":{\"a\":1,\"a\":2}}}".formatted(name)))
                .singleElement()
                .asString()
                .startsWith("1! has #/xxx")
                .endsWith("x…")
                .hasSize("1! ".length() + 501);
    }

    /** An emoji takes two places, and half of one would not be well-formed. */
    @ParameterizedTest
    @CsvSource({"491, 500", "492, 501"})
    void aReasonIsNotCutWithinACharacter(int letters, int length) throws IOException {
        var name = "x".repeat(letters) + "🙂".repeat(100);

        assertThat(read("{\"%1$s\":1,\"%1$s\":2}".formatted(name)))
                .singleElement()
                .asString()
                .matches(Unicode::isWellFormed)
                .endsWith("🙂…")
                .hasSize("1! ".length() + length);
    }

    @Test
    void aLineThatBrokeOffIsNoLine() {
        var broken = new SequenceInputStream(
                new ByteArrayInputStream("{\"name\":\"a\"}\n{\"name\":\"b\"}".getBytes(StandardCharsets.UTF_8)),
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("broken");
                    }
                });
        var told = new ArrayList<String>();

        assertThatIOException().isThrownBy(() -> READER.read(broken, Item.class, new Told(told)));

        assertThat(told).containsExactly("1: a, 12 bytes");
    }

    private record Told(List<String> lines) implements NdjsonReader.Lines<Item> {

        @Override
        public void accept(long line, int bytes, Item value) {
            lines.add(line + ": " + value.name() + ", " + bytes + " bytes");
        }

        @Override
        public void reject(long line, String detail) {
            lines.add(line + "! " + detail);
        }
    }

    private static List<String> read(String body) throws IOException {
        return read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> read(InputStream body) throws IOException {
        var told = new ArrayList<String>();
        READER.read(body, Item.class, new Told(told));
        return told;
    }
}
