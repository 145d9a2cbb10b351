package io.apium.worker.discovery;

import io.apium.worker.Task;
import io.apium.worker.TaskProvider;
import io.apium.worker.builtin.BuiltinTasks;
import io.apium.worker.child.ChildSetup;
import io.apium.worker.command.Command;
import io.apium.worker.command.CommandHandler;
import io.apium.worker.command.CommandTask;
import io.apium.worker.handler.DeclaredSchedule;
import io.apium.worker.handler.Handler;
import io.apium.worker.handler.HandlerRegistry;
import io.apium.worker.handler.MethodHandler;
import io.apium.worker.handler.ProvidedHandler;
import io.apium.worker.handler.TaskJars;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Finds the handlers: methods annotated with {@link Task} of beans, found by bean type so that no other bean is
 * created, and of the classes in {@link TaskJars}, which the context creates with their constructor arguments; the
 * tasks of the {@link TaskProvider} beans; and the configured commands.
 */
public final class HandlerDiscovery {

    private final ConfigurableListableBeanFactory beans;
    private final TaskJars jars;
    private final List<Command> commands;
    private final MethodHandler.Results results;

    public HandlerDiscovery(
            ConfigurableListableBeanFactory beans,
            TaskJars jars,
            List<Command> commands,
            MethodHandler.Results results) {
        this.beans = beans;
        this.jars = jars;
        this.commands = commands;
        this.results = results;
    }

    /** The class loader that sees the classes of all tasks. */
    public ClassLoader loader() {
        return jars.loader();
    }

    /** What a child process needs to have the same tasks. */
    public ChildSetup setup(List<String> configuration) {
        Stream<Class<?>> ofBeans = Stream.of(beans.getBeanNamesForType(Object.class, true, false))
                .map(this::type)
                .flatMap(Optional::stream)
                .filter(type -> !type.getPackage().equals(BuiltinTasks.class.getPackage()));
        List<String> classes = Stream.concat(ofBeans, jars.classes().stream())
                .filter(type -> !tasks(type).isEmpty())
                .map(Class::getName)
                .toList();
        return new ChildSetup(
                classes, jars.urls(), configuration, results.sizes().result().bytes());
    }

    public HandlerRegistry handlers() {
        List<Handler> handlers = new ArrayList<>();
        List<DeclaredSchedule> beats = new ArrayList<>();
        for (String name : beans.getBeanNamesForType(Object.class, true, false)) {
            type(name)
                    .ifPresent(type -> tasks(type).forEach((method, task) -> {
                        Object bean = beans.getBean(name);
                        Method invocable = AopUtils.selectInvocableMethod(method, bean.getClass());
                        handlers.add(new MethodHandler(bean, invocable, task, results));
                        beats.addAll(DeclaredSchedule.of(method, task, results.handlerJson()));
                    }));
        }
        for (Class<?> type : jars.classes()) {
            Object bean = beans.createBean(type);
            tasks(type).forEach((method, task) -> {
                handlers.add(new MethodHandler(bean, method, task, results));
                beats.addAll(DeclaredSchedule.of(method, task, results.handlerJson()));
            });
        }
        for (TaskProvider provider : providers()) {
            provider.tasks().forEach(task -> handlers.add(ProvidedHandler.of(task, results)));
        }
        for (Command command : commands) {
            handlers.add(new CommandHandler(
                    new CommandTask(command, results.handlerJson()),
                    results.sizes().arguments()));
        }
        return new HandlerRegistry(handlers, beats);
    }

    public List<TaskProvider> providers() {
        return Stream.of(beans.getBeanNamesForType(TaskProvider.class))
                .filter(name -> !ScopedProxyUtils.isScopedTarget(name))
                .map(name -> beans.getBean(name, TaskProvider.class))
                .toList();
    }

    /** The type of a bean, if it may have tasks. */
    private Optional<Class<?>> type(String bean) {
        Class<?> type = ScopedProxyUtils.isScopedTarget(bean) ? null : AutoProxyUtils.determineTargetClass(beans, bean);
        return type != null && AnnotationUtils.isCandidateClass(type, Task.class)
                ? Optional.of(type)
                : Optional.empty();
    }

    public static Map<Method, Task> tasks(Class<?> type) {
        return MethodIntrospector.selectMethods(type, (MethodIntrospector.MetadataLookup<Task>)
                method -> AnnotatedElementUtils.findMergedAnnotation(method, Task.class));
    }
}
