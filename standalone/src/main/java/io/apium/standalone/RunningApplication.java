package io.apium.standalone;

import io.apium.standalone.embedded.StartupException;
import io.apium.worker.control.ForcedStopSignal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application of Apium that runs in this process. */
final class RunningApplication implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private RunningApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Plan of(Class<?> application) {
        return new Plan(application);
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** The port of the management server, if it has one of its own. */
    Optional<Integer> managementPort() {
        return Optional.ofNullable(context.getEnvironment().getProperty("local.management.port", Integer.class))
                .filter(port -> !String.valueOf(port).equals(property("local.server.port", "")));
    }

    String property(String key, String otherwise) {
        return context.getEnvironment().getProperty(key, otherwise);
    }

    <T> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(context.getBeanProvider(type).getIfAvailable());
    }

    /** A bean of the application. */
    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Closes the application at the end of the process; a second signal shortens the shutdown of its worker. */
    void end() {
        ForcedStopSignal.hurries(context);
        context.close();
    }

    /** The application to start, with the properties of the command line, which take precedence over the environment. */
    static final class Plan {

        private final Class<?> application;
        private final Map<String, Object> properties = new LinkedHashMap<>();

        private Plan(Class<?> application) {
            this.application = application;
        }

        /** Leaves the property to the environment if {@code value} is null. */
        Plan with(String key, @Nullable Object value) {
            if (value != null) {
                properties.put(key, value);
            }
            return this;
        }

        Plan with(Map<String, Object> more) {
            properties.putAll(more);
            return this;
        }

        /**
         * @throws StartupException for a cause on this machine, such as a port in use
         * @throws UsageException for an invalid property
         */
        RunningApplication start() {
            String[] arguments = properties.entrySet().stream()
                    .map(property -> "--" + property.getKey() + "=" + property.getValue())
                    .toArray(String[]::new);
            try {
                return new RunningApplication(new SpringApplicationBuilder(application)
                        .bannerMode(Banner.Mode.OFF)
                        .logStartupInfo(false)
                        .registerShutdownHook(false) // GracefulShutdown closes them in the right order
                        .run(arguments));
            } catch (RuntimeException e) {
                throw StartFailure.explained(e);
            }
        }
    }
}
