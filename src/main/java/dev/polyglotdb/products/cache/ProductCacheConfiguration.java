package dev.polyglotdb.products.cache;

import dev.polyglotdb.platform.stores.RedisWatch;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import io.lettuce.core.RedisURI;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.util.Assert;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProductCacheProperties.class)
class ProductCacheConfiguration {

    /** Refuses the start if a write could outlast its block, because that would leave an old copy behind. */
    ProductCacheConfiguration(ProductCacheProperties productCacheProperties, StoreTimeouts timeouts) {
        Assert.state(
                productCacheProperties.block().compareTo(timeouts.responseTime()) > 0,
                "polyglot.products.cache.block has to be longer than polyglot.stores.response-time");
    }

    /**
     * Connects to the Redis that has nothing but copies. It is no default candidate: whoever asks for connections to
     * Redis without a name gets those of the sessions.
     */
    @Bean(defaultCandidate = false)
    @ConditionalOnProperty(ProductCacheProperties.REDIS)
    static LettuceConnectionFactory productCacheConnections(
            ProductCacheProperties productCacheProperties, LettuceConnectionFactory connections) {
        var address = RedisURI.create(Objects.requireNonNull(productCacheProperties.redis()));
        return new LettuceConnectionFactory(
                LettuceConnectionFactory.createRedisConfiguration(address),
                clientFor(address, connections.getClientConfiguration()));
    }

    /**
     * Takes over what the sessions' client has, its time-outs and trusted certificates among it. Only the address says
     * whether there is TLS. Copies are never read from replicas, which may still have what a write has replaced.
     */
    private static LettuceClientConfiguration clientFor(RedisURI address, LettuceClientConfiguration sessions) {
        var client = LettuceClientConfiguration.builder();
        sessions.getClientName().ifPresent(client::clientName);
        sessions.getClientResources().ifPresent(client::clientResources);
        sessions.getClientOptions().ifPresent(client::clientOptions);
        sessions.getRedisCredentialsProviderFactory().ifPresent(client::redisCredentialsProviderFactory);
        return client.apply(address)
                .commandTimeout(sessions.getCommandTimeout())
                .shutdownTimeout(sessions.getShutdownTimeout())
                .shutdownQuietPeriod(sessions.getShutdownQuietPeriod())
                .build();
    }

    @Bean
    @ConditionalOnProperty(ProductCacheProperties.REDIS)
    static RedisWatch productCacheWatch(@Qualifier("productCacheConnections") LettuceConnectionFactory own) {
        return new RedisWatch(own);
    }

    @Bean
    static RedisTemplate<String, byte[]> productCacheTemplate(
            RedisConnectionFactory connections,
            @Qualifier("productCacheConnections") ObjectProvider<LettuceConnectionFactory> own) {
        var template = new RedisTemplate<String, byte[]>();
        template.setConnectionFactory(own.getIfAvailable(() -> (LettuceConnectionFactory) connections));
        template.setKeySerializer(RedisSerializer.string());
        template.setValueSerializer(RedisSerializer.byteArray());
        return template;
    }
}
