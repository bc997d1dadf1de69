package dev.polyglotdb.lab.sessions;

import dev.polyglotdb.auth.MeasuredSessions;

/**
 * What is sent to PostgreSQL.
 *
 * @param create the table. What changes with every use is in no index, and pages have room, so an update writes none
 *     (HOT)
 * @param add adds a session and ends the oldest of a user who has too many
 * @param use finds a live session and prolongs it
 * @param remove removes those that have ended
 */
record SessionStatements(String create, String add, String use, String remove) {

    private static final String CREATE = """
            create %1$s table %2$s (
                token_hash bytea primary key,
                user_id bigint not null,
                roles text[] not null,
                created_at timestamptz not null,
                ends_at timestamptz not null,
                expires_at timestamptz not null
            ) with (fillfactor = 70);
            create index on %2$s (user_id, created_at)""";
    private static final String ADD = """
            with surplus as (
                delete from %1$s where token_hash in (
                    select token_hash from %1$s where user_id = ? order by created_at desc offset %2$d))
            insert into %1$s (token_hash, user_id, roles, created_at, ends_at, expires_at)
            values (?, ?, ?, ?, ?, now() + ? * interval '1 millisecond')""";
    private static final String USE = """
            update %s set expires_at = now() + interval '%d seconds'
            where token_hash = ? %s
            returning user_id, roles, created_at, ends_at""";
    private static final String SELDOM = """
            with found as (
                select token_hash, user_id, roles, created_at, ends_at, expires_at from %1$s
                where token_hash = ? %3$s),
            prolonged as (
                update %1$s set expires_at = now() + interval '%2$d seconds'
                where token_hash = (
                    select token_hash from found where expires_at < now() + interval '%2$d seconds' - interval '1 minute'))
            select user_id, roles, created_at, ends_at from found""";
    private static final String REMOVE = "delete from %s where expires_at <= now() or ends_at <= now()";

    /** @param live the condition that a session has not ended */
    static SessionStatements prolongingAlways(String table, String kind, String live) {
        return of(table, kind, live, USE);
    }

    /** Prolongs a session only if that makes a difference of a minute, so it ends up to a minute too early. */
    static SessionStatements prolongingOnceAMinute(String table, String live) {
        return of(table, "", live, SELDOM);
    }

    private static SessionStatements of(String table, String kind, String live, String use) {
        return new SessionStatements(
                CREATE.formatted(kind, table),
                ADD.formatted(table, MeasuredSessions.PER_USER - 1),
                use.formatted(table, MeasuredSessions.TTL.toSeconds(), live),
                REMOVE.formatted(table));
    }
}
