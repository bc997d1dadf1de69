package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection string says where MongoDB is, and nothing about what a read or a write is worth. */
@Tag("fast")
class MongoSettingsTests {

    private static final StoreTimeouts TIMEOUTS = new StoreTimeouts(Duration.ofSeconds(2));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "readPreference=secondaryPreferred&maxStalenessSeconds=120&readPreferenceTags=dc:north",
                "readPreference=nearest&readConcernLevel=local",
                "readConcernLevel=available&w=0",
                "w=1&journal=false&wtimeoutMS=1",
                "retryWrites=false&retryReads=false",
                "connectTimeoutMS=0&socketTimeoutMS=0&serverSelectionTimeoutMS=600000&waitQueueTimeoutMS=0"
            })
    void noOptionOfTheConnectionStringWeakensReadsOrWrites(String options) {
        var settings = settings(options);

        assertThat(settings.getWriteConcern()).isEqualTo(WriteConcern.MAJORITY.withJournal(true));
        assertThat(settings.getReadConcern()).isEqualTo(ReadConcern.MAJORITY);
        assertThat(settings.getReadPreference()).isEqualTo(ReadPreference.primary());
        assertThat(settings.getRetryWrites()).isTrue();
        assertThat(settings.getRetryReads()).isTrue();
        assertThat(settings.getClusterSettings().getServerSelectionTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(1_000);
        assertThat(settings.getSocketSettings().getConnectTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(1_000);
        assertThat(settings.getSocketSettings().getReadTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(1_000);
        assertThat(settings.getConnectionPoolSettings().getMaxWaitTime(TimeUnit.MILLISECONDS))
                .isEqualTo(1_000);
        assertThat(settings.getTimeout(TimeUnit.MILLISECONDS)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeoutMS=0", "timeoutMS=1", "timeoutMS=600000"})
    void aTimeoutOfTheConnectionStringIsReplacedByOurs(String options) {
        assertThat(settings(options).getTimeout(TimeUnit.MILLISECONDS)).isEqualTo(1_500);
    }

    @Test
    void theRestOfTheConnectionStringIsTheOperators() {
        var settings = settings("replicaSet=rs0&appName=shop&maxPoolSize=7");

        assertThat(settings.getClusterSettings().getRequiredReplicaSetName()).isEqualTo("rs0");
        assertThat(settings.getApplicationName()).isEqualTo("shop");
        assertThat(settings.getConnectionPoolSettings().getMaxSize()).isEqualTo(7);
    }

    private static MongoClientSettings settings(String options) {
        var settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString("mongodb://localhost:27017/polyglot?" + options));
        MongoConfiguration.boundedAndDurable(TIMEOUTS).customize(settings);
        return settings.build();
    }
}
