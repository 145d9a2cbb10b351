package io.apium.worker.child.main;

import io.apium.worker.handler.MisconfiguredException;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * The objects whose methods are a child's tasks. Most have a constructor without parameters, and cost nothing; where one
 * asks for more, or a configuration is named, Spring makes them, without Boot.
 */
final class ChildBeans {

    private final List<String> configuration;
    private final ClassLoader loader;
    private @Nullable AnnotationConfigApplicationContext context;

    ChildBeans(List<String> configuration, ClassLoader loader) {
        this.configuration = configuration;
        this.loader = loader;
    }

    /** @throws MisconfiguredException naming the class that cannot be made */
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
            // it asks for something
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
            throw new MisconfiguredException("a child process has no class " + name
                    + "; apium.worker.child.configuration names classes on the worker's own class path");
        }
    }

    private static MisconfiguredException refused(Class<?> type, Throwable cause) {
        return new MisconfiguredException("a child process cannot make a " + type.getName() + ": " + cause.getMessage()
                + "; apium.worker.child.configuration names the classes of Spring's that have what it asks for");
    }
}
