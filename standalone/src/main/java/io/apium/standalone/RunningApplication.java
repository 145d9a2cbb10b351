package io.apium.standalone;

import io.apium.standalone.embedded.StartupException;
import io.apium.worker.control.ForcedStopSignal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One of Apium's applications, running in this process. */
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

    /** A part of it, to work with from outside. */
    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Closes it as one of the last things that the process does: if it is told so once more, its worker hurries. */
    void end() {
        ForcedStopSignal.hurries(context);
        context.close();
    }

    /** What to start, and the properties that were decided on the command line: they stand above the environment's. */
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
         * @throws StartupException if the machine is in the way
         * @throws UsageException if a property is
         */
        RunningApplication start() {
            String[] arguments = properties.entrySet().stream()
                    .map(property -> "--" + property.getKey() + "=" + property.getValue())
                    .toArray(String[]::new);
            try {
                return new RunningApplication(new SpringApplicationBuilder(application)
                        .bannerMode(Banner.Mode.OFF)
                        .logStartupInfo(false)
                        .registerShutdownHook(false) // Shutdown closes things in the order that they need
                        .run(arguments));
            } catch (RuntimeException e) {
                throw StartFailure.explained(e);
            }
        }
    }
}
