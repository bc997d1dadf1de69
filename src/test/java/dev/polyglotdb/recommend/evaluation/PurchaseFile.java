package dev.polyglotdb.recommend.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The form in which recommender data sets are exchanged: separated by tabs, with a header that names the columns, of
 * which {@code user_id}, {@code item_id} and {@code timestamp} are read, with or without a type ({@code
 * user_id:token}).
 */
final class PurchaseFile {

    private PurchaseFile() {}

    static List<Purchase> read(Path file) throws IOException {
        try (var lines = Files.newBufferedReader(file)) {
            var header = lines.readLine();
            if (header == null) {
                throw new IllegalArgumentException(file + " is empty");
            }
            var columns = List.of(header.replaceAll(":\\w+", "").strip().split("\t"));
            var user = column(columns, "user_id");
            var item = column(columns, "item_id");
            var time = column(columns, "timestamp");
            var purchases = new ArrayList<Purchase>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    var values = line.split("\t");
                    purchases.add(new Purchase(values[user], values[item], Double.parseDouble(values[time])));
                }
            }
            return purchases;
        }
    }

    private static int column(List<String> columns, String name) {
        var index = columns.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no column " + name + " among " + columns);
        }
        return index;
    }

    static void write(Path file, List<Purchase> purchases) throws IOException {
        try (var lines = Files.newBufferedWriter(file)) {
            lines.write("user_id\titem_id\trating\ttimestamp\n");
            for (var purchase : purchases) {
                lines.write("%s\t%s\t1\t%.0f\n".formatted(purchase.user(), purchase.item(), purchase.time()));
            }
        }
    }
}
