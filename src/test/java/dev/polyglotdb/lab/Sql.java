package dev.polyglotdb.lab;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Statements that make, fill and look at tables of an experiment. None of them is measured by its latency. */
public record Sql(DataSource postgres) {

    /** @param parameters instead of its question marks */
    public record Statement(String text, List<Object> parameters) {}

    /** @return how many rows it changed; 0 if it does not tell */
    public int execute(String statement) throws SQLException {
        try (var connection = postgres.getConnection();
                var asked = connection.createStatement()) {
            return asked.execute(statement) ? 0 : asked.getUpdateCount();
        }
    }

    /** Returns the first column of the only row. */
    public long number(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    /** Returns the first column of the only row. */
    public String text(String query) throws SQLException {
        return lines(query).get(0);
    }

    /** Returns how PostgreSQL executed the statement with these parameters. What it changed is undone. */
    public String plan(String statement, Object... parameters) throws SQLException {
        return plans(List.of(new Statement(statement, List.of(parameters)))).get(0);
    }

    /** Returns how PostgreSQL executed each statement, all in one transaction, which is undone. */
    public List<String> plans(List<Statement> statements) throws SQLException {
        try (var connection = postgres.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var plans = new ArrayList<String>();
                for (var statement : statements) {
                    plans.add(plan(connection, statement));
                }
                return plans;
            } finally {
                connection.rollback();
            }
        }
    }

    private static String plan(Connection connection, Statement statement) throws SQLException {
        try (var explained = connection.prepareStatement("explain (analyze, buffers) " + statement.text())) {
            for (var i = 0; i < statement.parameters().size(); i++) {
                explained.setObject(i + 1, statement.parameters().get(i));
            }
            try (var rows = explained.executeQuery()) {
                return String.join("\n", lines(rows));
            }
        }
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
            return lines(rows);
        }
    }

    private static List<String> lines(ResultSet rows) throws SQLException {
        var lines = new ArrayList<String>();
        while (rows.next()) {
            lines.add(rows.getString(1));
        }
        return lines;
    }
}
