package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ReadFrom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@Tag("fast")
class RedisReadsTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
            .withUserConfiguration(RedisConfiguration.class)
            .withPropertyValues("spring.data.redis.timeout=1s");

    @ParameterizedTest
    @ValueSource(strings = {"any", "replica", "replica-preferred", "lowest-latency"})
    void aReplicaThatMayBeBehindIsNeverReadWhateverTheSettingsSay(String readFrom) {
        application
                .withPropertyValues("spring.data.redis.lettuce.read-from=" + readFrom)
                .run(context -> assertThat(context.getBean(LettuceConnectionFactory.class)
                                .getClientConfiguration()
                                .getReadFrom())
                        .contains(ReadFrom.UPSTREAM));
    }

    /** With any such setting, the driver looks for replicas. */
    @Test
    void withoutThatSettingTheDriverLooksForNoReplica() {
        application.run(context -> assertThat(context.getBean(LettuceConnectionFactory.class)
                        .getClientConfiguration()
                        .getReadFrom())
                .isEmpty());
    }
}
