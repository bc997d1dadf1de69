package dev.polyglotdb.lab.timelines;

import dev.polyglotdb.lab.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** What {@code ALTER SYSTEM} has set, to be put back even if PostgreSQL does not start with what it sets later. */
record AlteredSettings(Path file, String content) {

    /** Of a PostgreSQL in a container, whose files are out of reach, nothing is known and nothing put back. */
    static AlteredSettings of(Sql sql) throws SQLException, IOException {
        var file = Path.of(sql.text("show data_directory"), "postgresql.auto.conf");
        return new AlteredSettings(file, Files.exists(file) ? Files.readString(file) : "");
    }

    void putBack() throws IOException {
        if (Files.exists(file)) {
            Files.writeString(file, content);
        }
    }
}
