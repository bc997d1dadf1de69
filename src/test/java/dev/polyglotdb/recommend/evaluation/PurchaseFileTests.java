package dev.polyglotdb.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class PurchaseFileTests {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void columnsAreFoundByTheirNamesWithOrWithoutTypes() throws IOException {
        var file = folder.resolve("purchases.inter");
        Files.writeString(
                file, "item_id:token\tuser_id:token\ttimestamp:float\trating:float\n7\tada\t1.5\t4\n\n8\tada\t2\t5\n");

        assertThat(PurchaseFile.read(file)).containsExactly(new Purchase("ada", "7", 1.5), new Purchase("ada", "8", 2));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        var file = folder.resolve("purchases.tsv");
        var purchases = Tastes.drifting(20, 100).generate(1);
        PurchaseFile.write(file, purchases);

        assertThat(Files.readString(file)).startsWith("user_id\titem_id\trating\ttimestamp\n");
        assertThat(PurchaseFile.read(file)).isEqualTo(purchases);
        assertThat(Tastes.drifting(20, 100).generate(1)).isEqualTo(purchases);
    }

    @Test
    void aFileWithoutAColumnIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("purchases.tsv"), "user_id\titem_id\n1\t2\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseFile.read(file))
                .withMessageContaining("timestamp");
    }

    @Test
    void onlyANewProductIsLeftOut() {
        var split = LeaveLastOut.of(List.of(
                new Purchase("ada", "tent", 3),
                new Purchase("ada", "lamp", 1),
                new Purchase("bob", "lamp", 1),
                new Purchase("bob", "lamp", 2),
                new Purchase("eve", "mug", 9)));

        assertThat(split.targets()).containsExactly(entry("ada", "tent"));
        assertThat(split.known()).containsExactly(new Purchase("ada", "lamp", 1), new Purchase("bob", "lamp", 1));
    }
}
