package dev.polyglotdb.platform.json;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * Configures JSON as the contract defines it. Unknown properties, duplicate properties and coercion between types are
 * rejected. Numbers are exact, and only their value counts (2.0 is the integer 2). Names of constants are read to the
 * letter. Times are written in RFC 3339, in UTC, with at least milliseconds.
 */
@Component
class JsonConventions implements JsonMapperBuilderCustomizer {

    @Override
    public void customize(JsonMapper.Builder builder) {
        builder.enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(new SimpleModule("polyglotdb")
                        .addSerializer(Instant.class, new InstantSerializer())
                        .addDeserializer(Instant.class, new InstantDeserializer())
                        .addDeserializer(
                                Integer.class, new IntegerDeserializer<>(Integer.class, BigDecimal::intValueExact))
                        .addDeserializer(Long.class, new IntegerDeserializer<>(Long.class, BigDecimal::longValueExact))
                        .setDeserializerModifier(new ExactNames()));
    }

    private static final class InstantDeserializer extends StdScalarDeserializer<Instant> {

        InstantDeserializer() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                try {
                    return Rfc3339.parse(parser.getString());
                } catch (DateTimeException notATime) {
                    // Handled below like any other value that is not a time.
                }
            }
            throw new InvalidValueException(parser, "must be an RFC 3339 time such as 2026-01-31T12:00:00.000Z");
        }
    }

    private static final class ExactNames extends ValueDeserializerModifier {

        @Override
        public ValueDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config,
                JavaType type,
                BeanDescription.Supplier description,
                ValueDeserializer<?> names) {
            return new ExactNameDeserializer(names);
        }
    }

    /** Reads the name of a constant to the letter. Jackson alone would ignore blanks around it. */
    private static final class ExactNameDeserializer extends DelegatingDeserializer {

        ExactNameDeserializer(ValueDeserializer<?> names) {
            super(names);
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> names) {
            return new ExactNameDeserializer(names);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                var name = parser.getString();
                if (!name.equals(name.trim())) {
                    return context.handleWeirdStringValue(handledType(), name, "blanks around a name");
                }
            }
            return super.deserialize(parser, context);
        }
    }

    private static final class IntegerDeserializer<T extends Number> extends StdScalarDeserializer<T> {

        private final transient Function<BigDecimal, T> exact;

        IntegerDeserializer(Class<T> type, Function<BigDecimal, T> exact) {
            super(type);
            this.exact = exact;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken().isNumeric()) {
                try {
                    return exact.apply(parser.getDecimalValue());
                } catch (ArithmeticException fractionOrTooLarge) {
                    // Handled below like any other value that is not an integer of this size.
                }
            }
            throw new InvalidValueException(parser, "must be an integer of at most " + bits() + " bits");
        }

        private int bits() {
            return _valueClass == Long.class ? Long.SIZE : Integer.SIZE;
        }
    }
}
