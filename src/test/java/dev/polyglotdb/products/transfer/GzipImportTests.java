package dev.polyglotdb.products.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoOperations;

/** A catalog that comes packed is unpacked on the way, and no further than it is worth. */
@ShopTest
class GzipImportTests extends ImportFixture {

    GzipImportTests(Shop shop, MongoOperations mongo) {
        super(shop, mongo);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "identity, gzip"})
    void itIsReadAsIfItHadComeAsItIs(String coding) throws IOException {
        var report = send(coding, gzip(importer.line("a", "1") + "\n{}\n" + importer.line("b", "2")));

        assertThat(Importer.counts(report)).isEqualTo("inserted 2, updated 0, unchanged 0, rejected 1");
        assertThat(importer.get("b").text("/price/amount")).isEqualTo("2.00");
    }

    /** As tools make it that pack in parallel; each member may arrive on its own. */
    @Test
    void noneOfSeveralMembersIsLost() throws IOException {
        try (var upload = Upload.with(port, headers("Transfer-Encoding: chunked\r\n"))) {
            for (var name = 0; name < 20; name++) {
                upload.send(gzip(importer.line(name, "1") + "\n"));
            }
            upload.end();

            assertThat(upload.answer().json().at("/inserted").asInt()).isEqualTo(20);
        }
    }

    @Test
    void whatIsNotGzipOrNotAllOfItIsRefused() throws IOException {
        var whole = gzip(importer.line("a", "1") + "\n");
        var damaged = whole.clone();
        damaged[whole.length - 5] ^= 1;

        for (var body : new byte[][] {
            importer.line("a", "1").getBytes(StandardCharsets.UTF_8),
            Arrays.copyOf(whole, 5),
            Arrays.copyOf(whole, whole.length - 1),
            Arrays.copyOf(whole, whole.length / 2),
            damaged,
            join(whole, importer.line("b", "1").getBytes(StandardCharsets.UTF_8)),
            join(whole, damaged),
            join(whole, Arrays.copyOf(whole, 5))
        }) {
            var reply = send("gzip", body);

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.problem()).isEqualTo("bad-request");
            assertThat(reply.text("/detail"))
                    .contains("not gzip, or not all of it")
                    .contains("All lines to number ");
        }
    }

    @Test
    void whatIsPackedMayBeNothingButNothingIsNotPacked() throws IOException {
        assertThat(Importer.counts(send("gzip", gzip("")))).isEqualTo("inserted 0, updated 0, unchanged 0, rejected 0");
        assertThat(send("gzip", new byte[0]).status()).isEqualTo(400);
    }

    @Test
    void ofManyMembersMostMayBeEmpty() throws IOException {
        var members = new byte[100_000][];
        Arrays.fill(members, gzip(""));
        members[members.length - 1] = gzip(importer.line("a", "1"));

        assertThat(Importer.counts(send("gzip", join(members))))
                .isEqualTo("inserted 1, updated 0, unchanged 0, rejected 0");
    }

    /** Four gigabytes of nothing would be four megabytes. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "["})
    void whatGrowsBeyondMeasureIsNotUnpackedToItsEnd(String filling) throws IOException {
        var bomb = new ByteArrayOutputStream();
        var member = gzip(filling.repeat(16 << 20));
        for (var i = 0; i < 256; i++) {
            bomb.write(member);
        }

        var begun = System.nanoTime();
        var reply = send("gzip", bomb.toByteArray());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/detail")).contains("more than 200 times its size");
        assertThat(Tally.since(begun)).isLessThan(Duration.ofSeconds(10));
    }

    private Reply send(String coding, byte[] body) {
        return importer.admin()
                .client()
                .with("Content-Type", "application/x-ndjson")
                .with("Content-Encoding", coding)
                .send("POST", "/products/import", BodyPublishers.ofByteArray(body));
    }

    private String headers(String more) {
        return "Authorization: Bearer " + importer.admin().token()
                + "\r\nContent-Type: application/x-ndjson\r\nContent-Encoding: gzip\r\n" + more;
    }

    private static byte[] join(byte[]... members) {
        var body = new ByteArrayOutputStream();
        for (var member : members) {
            body.writeBytes(member);
        }
        return body.toByteArray();
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packer = new GZIPOutputStream(bytes)) {
            packer.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
