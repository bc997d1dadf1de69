package dev.polyglotdb.products.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.platform.web.StreamedBody;
import dev.polyglotdb.platform.web.TruncatedResponseException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** An export that fails must not look like a whole one. With a real outage it is in {@link TransferOutageTests}. */
@Tag("fast")
class BrokenExportTests {

    static List<Throwable> failures() {
        return List.of(new IllegalStateException(), new OutOfMemoryError());
    }

    /** Longer than Jackson's buffer. */
    private static final String LONG = "x".repeat(1 << 16);

    private final MockHttpServletResponse response = new MockHttpServletResponse();

    /** Spring also hands errors to the handlers of exceptions, and they would end the response as usual. */
    @ParameterizedTest
    @MethodSource("failures")
    void whateverFailsAfterTheFirstBytesBreaksTheConnection(Throwable failure) {
        assertThatThrownBy(() -> export(true, failure)).isInstanceOf(TruncatedResponseException.class);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void beforeThemItIsAnErrorLikeAnyOther(Throwable failure) {
        assertThatThrownBy(() -> export(false, failure)).isSameAs(failure);
    }

    @Test
    void aReaderWhoHasGoneIsNoFailure() {
        assertThatThrownBy(() -> export(true, new IOException())).isExactlyInstanceOf(IOException.class);
        assertThat(response.isCommitted()).isTrue();
    }

    /** Jackson reports it in its own way: by the generator, and again for the object that it was writing. */
    @ParameterizedTest
    @MethodSource("writings")
    void norIfJacksonMeetsIt(Consumer<JsonGenerator> writing) {
        assertThatThrownBy(() -> StreamedBody.send(
                        out -> writing.accept(JsonMapper.shared().createGenerator(new Gone())), response))
                .isExactlyInstanceOf(IOException.class);
    }

    static List<Consumer<JsonGenerator>> writings() {
        return List.of(to -> to.writeString(LONG), to -> to.writePOJO(List.of(Map.of("text", LONG))));
    }

    private void export(boolean committed, Throwable failure) throws IOException {
        StreamedBody.send(
                out -> {
                    out.write('{');
                    if (committed) {
                        out.flush();
                    }
                    BrokenExportTests.<IOException>raise(failure);
                },
                response);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable failure) throws T {
        throw (T) failure;
    }

    private static final class Gone extends OutputStream {

        @Override
        public void write(int octet) throws IOException {
            throw new IOException("the reader has gone");
        }
    }
}
