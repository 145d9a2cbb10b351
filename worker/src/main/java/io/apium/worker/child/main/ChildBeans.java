package io.apium.worker.child.main;

import io.apium.worker.handler.MisconfiguredException;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * Creates the objects with the task methods. If a constructor has parameters, or a configuration is set, Spring creates
 * them, without Spring Boot; otherwise Spring is not needed.
 */
final class ChildBeans {

    private final List<String> configuration;
    private final ClassLoader loader;
    private @Nullable AnnotationConfigApplicationContext context;

    ChildBeans(List<String> configuration, ClassLoader loader) {
        this.configuration = configuration;
        this.loader = loader;
    }

    /** @throws MisconfiguredException with the class that cannot be created */
    List<Object> of(List<String> classes) {
        List<Object> beans = new ArrayList<>();
        for (String name : classes) {
            beans.add(bean(loaded(name)));
        }
        return beans;
    }

    private Object bean(Class<?> type) {
        try {
            if (configuration.isEmpty()) {
                Constructor<?> constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                return constructor.newInstance();
            }
        } catch (NoSuchMethodException _) {
            // its constructor has parameters
        } catch (ReflectiveOperationException e) {
            throw refused(type, e.getCause() == null ? e : e.getCause());
        }
        try {
            AnnotationConfigApplicationContext beans = context();
            Object declared = beans.getBeanProvider(type).getIfUnique();
            return declared == null ? beans.getBeanFactory().createBean(type) : declared;
        } catch (BeansException e) {
            throw refused(type, e);
        }
    }

    private AnnotationConfigApplicationContext context() {
        if (context == null) {
            AnnotationConfigApplicationContext fresh = new AnnotationConfigApplicationContext();
            fresh.setClassLoader(loader);
            configuration.forEach(name -> fresh.register(loaded(name)));
            fresh.refresh();
            context = fresh;
        }
        return context;
    }

    private Class<?> loaded(String name) {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException e) {
            throw new MisconfiguredException("class " + name + " does not exist in child processes;"
                    + " apium.worker.child.configuration must name classes on the worker's class path");
        }
    }

    private static MisconfiguredException refused(Class<?> type, Throwable cause) {
        return new MisconfiguredException("a child process cannot create " + type.getName() + ": " + cause.getMessage()
                + "; apium.worker.child.configuration must name Spring classes with the beans that it needs");
    }
}
