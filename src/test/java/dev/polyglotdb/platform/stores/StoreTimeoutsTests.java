package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariConfig;
import dev.polyglotdb.platform.ClassPathText;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class StoreTimeoutsTests {

    private static final String SOCKET = "spring.datasource.hikari.data-source-properties.socketTimeout";

    private final StandardEnvironment environment = new StandardEnvironment();

    @Test
    void ofTwoSecondsTheSharesAreThese() {
        var two = new StoreTimeouts(Duration.ofSeconds(2));

        assertThat(two.statement()).hasMillis(1_900);
        assertThat(two.allStores()).hasMillis(1_800);
        assertThat(two.oneStore()).hasMillis(1_500);
        assertThat(two.connection()).hasMillis(1_000);
        assertThat(two.roundTrip()).hasMillis(1_000);
        assertThat(two.retries()).hasMillis(1_000);
        assertThat(two.queue()).hasMillis(500);
        assertThat(two.passwordQueue()).hasMillis(750);
        assertThat(two.bodyQueue()).hasMillis(1_200);
        assertThat(two.validation()).hasMillis(250);
        assertThat(two.useful()).hasMillis(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 1_700, 2_000, 10_000})
    void aClientHasTheAnswerBeforeTheResponseTimeIsOver(long millis) {
        var responseTime = Duration.ofMillis(millis);
        var timeouts = new StoreTimeouts(responseTime);

        assertThat(timeouts.allStores()).isLessThan(timeouts.statement());
        assertThat(timeouts.statement()).isLessThan(responseTime);
        assertThat(timeouts.queue().plus(timeouts.connection())).isLessThanOrEqualTo(timeouts.oneStore());
    }

    @Test
    void whoSetsOneOfSpringsOwnPropertiesHasTheSay() {
        set(Map.of("polyglot.stores.response-time", "4s", "spring.data.redis.timeout", "123ms"));

        assertThat(environment.getProperty("spring.data.redis.timeout")).isEqualTo("123ms");
        assertThat(environment.getProperty("spring.data.redis.connect-timeout")).isEqualTo("2000ms");
    }

    /** Others need no default of their own; this one is that of the metadata, which the page of settings shows. */
    @Test
    void everybodyIsToldTheResponseTimeEvenIfNobodySetsIt() {
        set(Map.of());

        var settings = JsonMapper.shared().readTree(ClassPathText.read("META-INF/spring-configuration-metadata.json"));
        var told = settings.path("properties")
                .valueStream()
                .filter(setting -> setting.path("name").stringValue().equals(StoreTimeouts.SETTING))
                .map(setting -> setting.path("defaultValue").stringValue())
                .map(DurationStyle::detectAndParse);
        assertThat(told)
                .containsExactly(DurationStyle.detectAndParse(environment.getRequiredProperty(StoreTimeouts.SETTING)));
    }

    /** {@code POLYGLOT_STORES=local} says where the run without installation takes its stores from. */
    @Test
    void theSwitchThatIsCalledLikeTheGroupOfTheSettingDoesNoHarm() {
        set(Map.of("polyglot.stores", "local", "polyglot.stores.response-time", "4s"));

        assertThat(environment.getProperty("spring.data.redis.connect-timeout")).isEqualTo("2000ms");
    }

    @Test
    void lessThanASecondIsRefusedBecauseTheDriversCannotKeepIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set(Map.of("polyglot.stores.response-time", "999ms")))
                .withMessageContaining("polyglot.stores.response-time must be at least 1s");
    }

    @Test
    void theDriverThatCountsInSecondsIsNeverToldToWaitForever() {
        set(Map.of("polyglot.stores.response-time", "1s"));

        assertThat(environment.getProperty("spring.datasource.hikari.data-source-properties.connectTimeout"))
                .isEqualTo("1");
        assertThat(environment.getProperty(SOCKET)).isEqualTo("1");
    }

    @Test
    void thePoolTakesWhatTheShortestResponseTimeLeavesForIt() {
        set(Map.of("polyglot.stores.response-time", "1s"));

        var pool = Binder.get(environment)
                .bind("spring.datasource.hikari", Bindable.of(HikariConfig.class))
                .get();

        assertThat(pool.getConnectionTimeout()).isEqualTo(500);
        assertThat(pool.getValidationTimeout()).isEqualTo(250);
    }

    @Test
    void aPartOfASecondIsAWholeOneForTheDriverThatCountsInThem() {
        set(Map.of("polyglot.stores.response-time", "2100ms"));

        assertThat(environment.getProperty(SOCKET)).isEqualTo("3");
    }

    @Test
    void noTimeOutOfAStoreIsSaidInTheConfigurationFile() throws Exception {
        var names = new YamlPropertySourceLoader()
                .load("application.yml", new ClassPathResource("application.yml")).stream()
                        .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
                        .toList();

        assertThat(names)
                .contains("spring.neo4j.uri")
                .noneMatch(name -> name.matches("(?i)spring\\.(?!lifecycle\\.).*time-?out.*"));
        set(Map.of());
        var derived = (MapPropertySource)
                Objects.requireNonNull(environment.getPropertySources().get("storeTimeouts"));
        assertThat(names).doesNotContain(derived.getPropertyNames());
    }

    private void set(Map<String, Object> properties) {
        environment.getPropertySources().addFirst(new MapPropertySource("set", properties));
        new StoreTimeoutDefaults().postProcessEnvironment(environment, new SpringApplication());
    }
}
