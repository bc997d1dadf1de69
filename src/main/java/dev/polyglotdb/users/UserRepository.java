package dev.polyglotdb.users;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Stores accounts in PostgreSQL. It uses plain SQL, because {@code on conflict do nothing} resolves a race for an
 * e-mail address without an exception.
 */
@Repository
@UsesStore(Store.POSTGRES)
class UserRepository {

    /** An account with its password hash, for the password check only. */
    record Account(User user, String passwordHash) {

        /** Keeps the hash out of logs. */
        @Override
        public String toString() {
            return "Account[user=" + user.id() + "]";
        }
    }

    static final String BY_ID = "select * from users where id = :id";

    static final String ADMINISTRATORS = "select id from users where admin order by id for update";

    static final String BY_EMAIL = "select * from users where email = any(:emails)";

    private final JdbcClient jdbc;

    UserRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param emails the forms in which another account may have the address
     * @return the new account; empty if the e-mail address is taken
     */
    Optional<User> add(
            String email, List<String> emails, String name, String passwordHash, boolean admin, Instant now) {
        return jdbc.sql("""
                        insert into users (email, name, password_hash, admin, created_at)
                        select :email, :name, :passwordHash, cast(:admin as boolean), cast(:now as timestamptz)
                        where not exists (select from users where email = any(:emails))
                        on conflict (email) do nothing
                        returning *""")
                .param("email", email)
                .param("emails", emails.toArray(String[]::new))
                .param("name", name)
                .param("passwordHash", passwordHash)
                .param("admin", admin)
                .param("now", Timestamp.from(now))
                .query((row, number) -> user(row))
                .optional();
    }

    Optional<User> find(long id) {
        return jdbc.sql(BY_ID).param("id", id).query((row, number) -> user(row)).optional();
    }

    /** Finds an account by its address, in whichever of its forms it is stored. */
    Optional<Account> findByEmail(String email) {
        var emails = StoredEmails.of(email);
        return jdbc
                .sql(BY_EMAIL)
                .param("emails", emails.toArray(String[]::new))
                .query((row, number) -> account(row))
                .list()
                .stream()
                .min(Comparator.comparing(
                        account -> emails.indexOf(account.user().email())));
    }

    /** Finds an account as it is after a change of it that has not been committed yet. */
    Optional<Account> findSettled(long id) {
        return jdbc.sql("select * from users where id = :id for share")
                .param("id", id)
                .query((row, number) -> account(row))
                .optional();
    }

    void makeAdministrator(long id, String passwordHash) {
        jdbc.sql("update users set admin = true, password_hash = :passwordHash where id = :id")
                .param("id", id)
                .param("passwordHash", passwordHash)
                .update();
    }

    /** Replaces the hash and returns true, or returns false if it has changed in the meantime. */
    boolean replaceHash(long id, String oldHash, String newHash) {
        return jdbc.sql("update users set password_hash = :newHash where id = :id and password_hash = :oldHash")
                        .param("id", id)
                        .param("oldHash", oldHash)
                        .param("newHash", newHash)
                        .update()
                == 1;
    }

    /** Finds an account and locks it until the end of the transaction. */
    Optional<Account> lock(long id) {
        return jdbc.sql("select * from users where id = :id for update")
                .param("id", id)
                .query((row, number) -> account(row))
                .optional();
    }

    /** Locks all administrators until the end of the transaction, so that two can't leave at the same time. */
    int lockAdministrators() {
        return jdbc.sql(ADMINISTRATORS).query(Long.class).list().size();
    }

    void delete(long id) {
        jdbc.sql("delete from users where id = :id").param("id", id).update();
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(user(row), row.getString("password_hash"));
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                row.getLong("id"),
                row.getString("email"),
                row.getString("name"),
                row.getBoolean("admin") ? User.ADMIN_ROLES : User.USER_ROLES,
                row.getTimestamp("created_at").toInstant());
    }
}
