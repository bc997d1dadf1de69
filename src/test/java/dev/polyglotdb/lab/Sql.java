package dev.polyglotdb.lab;

import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Statements that make, fill and look at tables of an experiment. None of them is measured by its latency. */
public record Sql(DataSource postgres) {

    /** @return how many rows it changed; 0 if it does not tell */
    public int execute(String statement) throws SQLException {
        try (var connection = postgres.getConnection();
                var asked = connection.createStatement()) {
            return asked.execute(statement) ? 0 : asked.getUpdateCount();
        }
    }

    /** Returns the first column of the only row. */
    public long number(String query) throws SQLException {
        return Long.parseLong(lines(query).get(0));
    }

    /** Returns how PostgreSQL executed the statement, which has no parameters left. */
    public String plan(String statement) throws SQLException {
        return String.join("\n", lines("explain (analyze, buffers) " + statement));
    }

    /** Adds rows in the text format of {@code COPY}. */
    public void copy(String table, String rows) throws SQLException, IOException {
        try (var connection = postgres.getConnection()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy %s from stdin".formatted(table), new StringReader(rows));
        }
    }

    private List<String> lines(String query) throws SQLException {
        try (var connection = postgres.getConnection();
                var asked = connection.createStatement();
                var rows = asked.executeQuery(query)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }
}
