package dev.polyglotdb.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.mongodb.client.model.Filters;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.TakingTurns;
import dev.polyglotdb.users.UserService;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

@ShopTest
@SecondShop
@Order(TakingTurns.LAST)
@ActiveProfiles("demo")
@TestPropertySource(properties = DemoShop.PATIENT)
class DemoAdministratorTests {

    private static final String EMAIL = "admin@example.com";

    private final Shop shop;
    private final DemoData demo;
    private final DemoFiles files;
    private final UserService users;
    private final JdbcClient jdbc;
    private final MongoOperations mongo;

    DemoAdministratorTests(
            Shop shop, DemoData demo, DemoFiles files, UserService users, JdbcClient jdbc, MongoOperations mongo) {
        this.shop = shop;
        this.demo = demo;
        this.files = files;
        this.users = users;
        this.jdbc = jdbc;
        this.mongo = mongo;
    }

    @ParameterizedTest
    @CsvSource({"true, Administrator", "false, Shop Administrator"})
    void anAccountOfSomebodyElseNeitherEndsTheLoadNorBecomesTheAdministrators(boolean admin, String name) {
        moveAway();
        var other = shop.customer(EMAIL, name);
        jdbc.sql("update users set admin = :admin where id = :id")
                .param("admin", admin)
                .param("id", other.id())
                .update();
        var missing = Filters.eq("_id", files.products().get(0).id());
        mongo.getCollection("products").deleteOne(missing);

        demo.run(new DefaultApplicationArguments());

        assertThat(mongo.getCollection("products").countDocuments(missing)).isEqualTo(1);
        assertThat(logIn().status()).isEqualTo(401);
        assertThat(users.get(other.id()).roles().contains("ADMIN")).isEqualTo(admin);
        moveAway();
        demo.run(new DefaultApplicationArguments());
        assertThat(logIn().texts("/user/roles", "")).contains("ADMIN");
    }

    @Test
    void theSettingsMayNotAskForOneOfItsPeople() {
        var settings = new MockEnvironment().withProperty("polyglot.admin.email", "Admin@Example.com");

        assertThatIllegalStateException()
                .isThrownBy(() -> new DemoAdministrator(files, users, settings))
                .withMessageContaining("polyglot.admin.email");
    }

    private void moveAway() {
        jdbc.sql("update users set email = 'moved-' || id || '@example.com' where email = :email")
                .param("email", EMAIL)
                .update();
    }

    private Reply logIn() {
        return shop.anybody().post("/auth/login", """
                {"email": "%s", "password": "demo-password"}""".formatted(EMAIL));
    }
}
