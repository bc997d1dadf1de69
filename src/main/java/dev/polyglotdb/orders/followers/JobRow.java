package dev.polyglotdb.orders.followers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** Reads rows of {@code projection_jobs}. */
final class JobRow {

    private JobRow() {}

    static ProjectionJob job(ResultSet row, int number) throws SQLException {
        return new ProjectionJob(
                row.getLong("id"),
                kind(row),
                row.getString("target"),
                ProjectionJob.Status.valueOf(row.getString("status")),
                row.getLong("processed"),
                row.getLong("total"),
                row.getString("result"));
    }

    private static ProjectionJob.Kind kind(ResultSet row) throws SQLException {
        return ProjectionJob.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
    }

    static ClaimedJob claimed(ResultSet row, int number) throws SQLException {
        return new ClaimedJob(
                row.getLong("id"),
                kind(row),
                row.getString("target"),
                row.getLong("processed"),
                row.getLong("position"),
                row.getString("result"),
                row.getString("state"));
    }
}
