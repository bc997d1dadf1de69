package dev.polyglotdb.platform.stores;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A script of Flyway, of which each step is told apart that may hinder the version before: it reads and writes the same
 * tables while instances are replaced. What is not known to be harmless is such a step.
 */
record MigrationScript(String sql) {

    private static final Pattern COMMENT = Pattern.compile("--[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern BODY = Pattern.compile("\\$(\\w*)\\$.*?\\$\\1\\$", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern TABLE = Pattern.compile("create (?:unlogged )?table (?:if not exists )?(\\w+)");
    private static final Pattern ALTER = Pattern.compile("alter table (?:if exists )?(?:only )?(\\w+) (.*)");

    /** A comma that is in no brackets. */
    private static final Pattern NEXT_ACTION = Pattern.compile(",(?![^(]*\\))");

    private static final Predicate<String> ADDS_A_COLUMN = Pattern.compile(
                    "add (column )?(?!constraint|primary|unique|"
                            + "foreign|check|exclude)\\w+ (?!.*\\b(unique|primary key)\\b)(?!.*\\bnot null\\b(?!.*\\bdefault\\b)).*")
            .asMatchPredicate();
    private static final Predicate<String> ADDS_AN_IDENTITY = Pattern.compile(
                    "add (column )?\\w+ \\w+ generated always as identity")
            .asMatchPredicate();
    private static final Predicate<String> HARMLESS = Pattern.compile(
                    "create ((unlogged )?table|sequence|view|function) .*|create index .*|comment on .*|set local .*"
                            + "|alter column \\w+ set statistics \\d+")
            .asMatchPredicate();

    /** Returns the steps that may hinder the version before, in lower case and without comments and literals. */
    List<String> hindering() {
        var plain = LITERAL.matcher(
                        BODY.matcher(COMMENT.matcher(sql).replaceAll(" ")).replaceAll("body"))
                .replaceAll("literal");
        var statements = Arrays.stream(plain.split(";"))
                .map(statement -> statement.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))
                .filter(statement -> !statement.isEmpty())
                .toList();
        var own = TABLE.matcher(String.join("; ", statements))
                .results()
                .map(table -> table.group(1))
                .collect(Collectors.toSet());
        return statements.stream()
                .flatMap(MigrationScript::steps)
                .filter(step -> !HARMLESS.test(step) && !ADDS_A_COLUMN.test(step) && !ADDS_AN_IDENTITY.test(step))
                .filter(step -> own.stream().noneMatch(table -> isAbout(step, table)))
                .toList();
    }

    /** The actions of an {@code alter table}, each by itself; any other statement as it is. */
    private static Stream<String> steps(String statement) {
        var alter = ALTER.matcher(statement);
        return alter.matches()
                ? Arrays.stream(NEXT_ACTION.split(alter.group(2))).map(String::strip)
                : Stream.of(statement);
    }

    /** A table that the script itself makes is unknown to the version before. */
    private static boolean isAbout(String step, String table) {
        return Pattern.compile("(insert into|on) " + table + "\\b")
                .matcher(step)
                .find();
    }
}
