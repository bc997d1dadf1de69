package dev.polyglotdb.resilience.crash;

import dev.polyglotdb.PolyglotApplication;
import dev.polyglotdb.orders.payments.GatewayElsewhere;
import dev.polyglotdb.orders.payments.PaymentGateway;
import dev.polyglotdb.platform.outbox.OutboxSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * The application as a separate process that can be stopped at any {@link CrashPoint} named on standard input. Apart
 * from one advisor it equals the packaged application. It exits when its input ends, so it never outlives the tests.
 */
public final class CrashingApplication {

    public static final String READY = "READY ";

    /** An option: the database with the books of the payment provider, if they are not in the application's own. */
    public static final String GATEWAY = "polyglot.test.gateway-url";

    /** An option: the followers to write to in turn, with commas between, instead of through the outbox. */
    public static final String IN_TURN = "polyglot.test.in-turn";

    private CrashingApplication() {}

    public static void main(String[] args) throws IOException {
        var points = new CrashPoints();
        var application = new SpringApplication(PolyglotApplication.class);
        application.addInitializers(context -> prepare((GenericApplicationContext) context, points));
        var context = application.run(args);
        System.out.println(READY + port(context));
        obey(points);
        Runtime.getRuntime().halt(0);
    }

    private static String port(ConfigurableApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port");
    }

    private static void prepare(GenericApplicationContext context, CrashPoints points) {
        context.registerBean(
                "crashPoints",
                Advisor.class,
                () -> advisor(points),
                definition -> definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE));
        var gateway = context.getEnvironment().getProperty(GATEWAY);
        if (gateway != null) {
            context.registerBean("gatewayElsewhere", PaymentGateway.class, () -> GatewayElsewhere.at(gateway));
        }
        var followers = context.getEnvironment().getProperty(IN_TURN, String[].class);
        if (followers != null) {
            context.registerBean(
                    "writesInTurn",
                    Advisor.class,
                    () -> WritesInTurn.advisor(context.getBeanProvider(OutboxSink.class), List.of(followers)),
                    definition -> definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE));
        }
        context.getBeanFactory().registerSingleton("withoutTests", new WithoutTests());
    }

    /** Wraps the transactions, so that "after a method" means after its commit. */
    private static Advisor advisor(CrashPoints points) {
        var pointcut = new StaticMethodMatcherPointcut() {
            @Override
            public boolean matches(Method method, Class<?> target) {
                return CrashPoints.concern(method.getDeclaringClass());
            }
        };
        var advisor = new DefaultPointcutAdvisor(pointcut, points);
        advisor.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return advisor;
    }

    /** Executes a command: {@code arm AUTHORIZED 3} or {@code resume}. */
    private static void obey(CrashPoints points) throws IOException {
        try (var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (@Nullable String line = input.readLine(); line != null; line = input.readLine()) {
                var words = line.split(" ");
                if (words[0].equals("arm")) {
                    points.arm(CrashPoint.valueOf(words[1]), Integer.parseInt(words[2]));
                } else {
                    points.resume();
                }
            }
        }
    }

    /** Excludes test classes from component scans. They are on the class path too. */
    private static final class WithoutTests extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
            return reader.getAnnotationMetadata().hasAnnotation(TestConfiguration.class.getName());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof WithoutTests;
        }

        @Override
        public int hashCode() {
            return WithoutTests.class.hashCode();
        }
    }
}
