package dev.polyglotdb.products.cache;

import dev.polyglotdb.platform.stores.StoreTimeouts;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
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

    @Bean
    static RedisTemplate<String, byte[]> productCacheTemplate(RedisConnectionFactory connections) {
        var template = new RedisTemplate<String, byte[]>();
        template.setConnectionFactory(connections);
        template.setKeySerializer(RedisSerializer.string());
        template.setValueSerializer(RedisSerializer.byteArray());
        return template;
    }
}
