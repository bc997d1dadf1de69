package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two versions use one schema during a rolling upgrade, so a script only adds. */
@Tag("fast")
class MigrationScriptTests {

    private static final Path SCRIPTS = Path.of("src/main/resources");

    /** Steps that were looked at one by one: why the version before goes on beside them. */
    private static final Map<String, List<String>> REVIEWED = Map.of(
            // A wider check replaces the narrow one. Nothing takes more than one job until all instances know of it.
            "V7__projection_checks.sql",
            List.of(
                    "drop constraint projection_jobs_status_check",
                    "add constraint projection_jobs_status_check check (status in (literal, literal, literal, literal))",
                    "create unique index projection_jobs_claimed on projection_jobs (status)"
                            + " where status = literal and lease is not null"),
            // The trigger refuses what the foreign key refused, with the same code.
            "V20__erasures.sql",
            List.of(
                    "drop constraint orders_user_id_fkey",
                    "create trigger orders_have_a_user before insert on orders for each row"
                            + " execute function require_user_of_order()"),
            // Each column already has this type. Nothing is rewritten, and the lock lasts as long as its statement.
            "V22__unsampled_texts.sql",
            Stream.of("email", "name", "password_hash", "key", "request", "body")
                    .map(column -> "alter column " + column + " type text")
                    .toList());

    @Test
    void eachScriptOnlyAdds() {
        var hindering = new HashMap<String, List<String>>();
        files("db/migration", ".sql").forEach((name, sql) -> {
            var steps = new MigrationScript(sql).hindering();
            if (!steps.isEmpty() && !name.startsWith("beforeEachMigrate")) {
                hindering.put(name, steps);
            }
        });

        assertThat(hindering).isEqualTo(REVIEWED);
    }

    @Test
    void versionsAreThereOnce() {
        var versions = files("db/migration", ".sql").keySet().stream()
                .filter(name -> name.startsWith("V"))
                .map(name -> name.substring(0, name.indexOf("__")))
                .toList();

        assertThat(versions).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    }

    @Test
    void theOtherStoresOnlyGetWhatTheyLack() {
        assertThat(statements(files("cassandra", ".cql"), "--"))
                .hasSizeGreaterThan(5)
                .allMatch(statement -> statement.matches("CREATE (KEYSPACE|TABLE) IF NOT EXISTS .*"));
        assertThat(statements(
                        new TreeMap<>(Map.of("schema", files("neo4j", ".cypher").get("schema.cypher"))), "//"))
                .hasSizeGreaterThan(5)
                .allMatch(statement ->
                        statement.matches("CREATE (CONSTRAINT|INDEX) \\w+ IF NOT EXISTS .*|CALL db.awaitIndexes.*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table users",
                "alter table users drop column name",
                "alter table users rename column name to title",
                "alter table users rename to persons",
                "alter table users alter column id type text",
                "alter table users alter column name set not null",
                "alter table users alter name drop default",
                "alter table users add column age int not null",
                "alter table users add column a int, add column b numeric(3, 1) not null",
                "alter table users add age int not null",
                "alter table users add column age int unique",
                "alter table users add constraint old check (age > 7)",
                "alter table users add unique (name)",
                "create unique index users_by_name on users (name)",
                "create trigger t before insert on users for each row execute function f()",
                "truncate users",
                "delete from users",
                "update users set name = 'x; y'",
                "insert into users (id) values (1)",
                "drop index users_by_name",
                "drop view v",
                "create or replace function f() returns int language sql as $$ select 1; $$",
                "do $$ begin drop table users; end $$",
                "lock table users",
                "revoke select on users from application"
            })
    void aStepThatMayHinderTheVersionBeforeIsTold(String sql) {
        assertThat(new MigrationScript("create table t (id int);\n-- why\n" + sql.toUpperCase() + ";").hindering())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table users add column age int",
                "alter table users add column age int not null default 7, add a numeric(3, 1) check (a in (1, 2))",
                "alter table users add column n bigint generated always as identity",
                "create index users_by_name on users (name)",
                "create table t (id int not null unique); create unique index i on t (id); insert into t values (1)",
                "create unlogged table t (id int); insert into t values (1)",
                "comment on table users is 'drop table users; -- it''s a joke'",
                "/* drop table users; */ create sequence s"
            })
    void whatAddsIsNot(String sql) {
        assertThat(new MigrationScript(sql).hindering()).isEmpty();
    }

    private static List<String> statements(Map<String, String> files, String comment) {
        return files.values().stream()
                .map(text -> text.replaceAll("(?m)" + Pattern.quote(comment) + ".*$", "")
                        .replaceAll("\\s+", " "))
                .flatMap(text -> Arrays.stream(text.split(";")))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** Returns the contents of the files, by their names. */
    private static TreeMap<String, String> files(String folder, String ending) {
        var contents = new TreeMap<String, String>();
        try (var files = Files.walk(SCRIPTS.resolve(folder))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(ending)).toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }
}
