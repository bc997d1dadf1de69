package dev.polyglotdb.platform.stores;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The probes that only need an answer. Probes that also prepare a schema are declared in their domain. */
@Configuration(proxyBeanMethods = false)
class StoreProbes {

    @Bean
    static StoreProbe postgresProbe(JdbcClient jdbc, DataSource dataSource) {
        return new StoreProbe(Store.POSTGRES, new PostgresProbe(jdbc, dataSource));
    }

    @Bean
    static StoreProbe mongodbProbe(MongoOperations mongo) {
        return new StoreProbe(Store.MONGODB, () -> mongo.executeCommand("{ping: 1}"));
    }

    @Bean
    static StoreProbe redisProbe(LettuceConnectionFactory connections, ReplicaConfirmation confirmation) {
        return new StoreProbe(Store.REDIS, new RedisProbe(connections, confirmation::giveUpConnection));
    }
}
