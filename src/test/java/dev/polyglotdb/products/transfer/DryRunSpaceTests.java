package dev.polyglotdb.products.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.platform.json.NdjsonReader;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.products.ProductPreviews;
import dev.polyglotdb.products.ProductService;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Dry runs have room for about a thousand products here. */
@ShopTest
class DryRunSpaceTests {

    private static final long ROOM = 60_000;

    private final DryRunSpace space = new DryRunSpace(new ProductImportProperties(DataSize.ofBytes(ROOM)));
    private final ProductImport productImport;

    DryRunSpaceTests(NdjsonReader ndjson, ProductService products, ProductPreviews previews) {
        productImport = new ProductImport(ndjson, products, previews, space);
    }

    @Test
    void aDiskThatRefusesFilesIsToldAsALackOfRoom() {
        var nowhere =
                new DryRunSpace(new ProductImportProperties(DataSize.ofBytes(ROOM)), Path.of("no such directory"));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(nowhere::newFolder)
                .satisfies(
                        refusal -> assertThat(refusal.getStatusCode().value()).isEqualTo(503));
    }

    @Test
    void aFileOfMoreProductsThanThereIsRoomForIsRefusedAndItsRoomIsFreeAgain() throws IOException {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> tryLines(3_000))
                .satisfies(
                        refusal -> assertThat(refusal.getStatusCode().value()).isEqualTo(400));

        assertThat(tryLines(900).inserted()).isEqualTo(900);
        assertThat(tryLines(900).inserted()).isEqualTo(900);
    }

    @Test
    void whileOthersHaveTheRoomItIsRefusedForNow() throws IOException {
        space.take(0, ROOM);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> tryLines(900))
                .satisfies(
                        refusal -> assertThat(refusal.getStatusCode().value()).isEqualTo(503));

        space.release(ROOM);
        assertThat(tryLines(900).inserted()).isEqualTo(900);
    }

    private ImportReport tryLines(int count) throws IOException {
        var shelf = Shop.unique("shelf");
        var lines = IntStream.range(0, count)
                .mapToObj(number -> """
                        {"id": "%s-%04d", "name": "Lamp", "price": {"amount": 1, "currency": "EUR"}}""".formatted(shelf, number))
                .collect(Collectors.joining("\n"));
        return productImport.dryRun(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    }
}
