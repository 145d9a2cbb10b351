package io.apium.worker.binding;

import io.apium.canvas.Signature;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.GenericTypeResolver;

/** Binds the arguments of a message to the parameters of a method. */
public final class ArgumentBinding {

    private final String task;
    private final int arity;
    private final List<Integer> injected = new ArrayList<>();
    private final List<MethodParameter> parameters = new ArrayList<>();
    private final Map<String, Integer> byName = new HashMap<>();
    private final boolean named;
    private int whole = -1;

    /**
     * @param owner the class of the target object, which may bind type variables
     * @param injected the type of the parameter that receives the context of {@link #bind}; no argument is bound to
     *     this parameter
     * @throws IllegalArgumentException if a method has both a Signature parameter and other parameters
     */
    public ArgumentBinding(String task, Method method, Class<?> owner, Class<?> injected, HandlerJson handlerJson) {
        this.task = task;
        this.arity = method.getParameterCount();
        boolean names = true;
        for (int i = 0; i < arity; i++) {
            var parameter = method.getParameters()[i];
            if (parameter.getType() == injected) {
                this.injected.add(i);
            } else if (parameter.getType() == Signature.class) {
                whole = i;
            } else {
                var type =
                        handlerJson.type(GenericTypeResolver.resolveType(method.getGenericParameterTypes()[i], owner));
                String name = parameter.isNamePresent() ? parameter.getName() : "number " + (parameters.size() + 1);
                byName.put(name, parameters.size());
                parameters.add(
                        new MethodParameter(name, i, type, ArgumentConversion.to(type.getRawClass()), handlerJson));
                names &= parameter.isNamePresent();
            }
        }
        this.named = names;
        if (whole >= 0 && !parameters.isEmpty()) {
            throw new IllegalArgumentException(
                    "task " + task + " has a Signature parameter and must have no others: " + method.toGenericString());
        }
    }

    /** The position of the named parameter, or -1. */
    public int position(String name) {
        return byName.getOrDefault(name, -1);
    }

    /** Whether arguments of any name are accepted. */
    public boolean takesAnything() {
        return whole >= 0;
    }

    /** @throws InvalidArgumentsException with the names of the task and the parameter */
    public @Nullable Object[] bind(Signature signature, Object context) {
        @Nullable Object[] bound = new @Nullable Object[arity];
        for (int position : injected) {
            bound[position] = context;
        }
        if (whole >= 0) {
            bound[whole] = signature;
            return bound;
        }
        List<@Nullable Object> args = signature.args();
        Map<String, @Nullable Object> kwargs = signature.kwargs();
        if (args.size() > parameters.size()) {
            throw new InvalidArgumentsException(task + " takes " + count() + " " + names() + ", got " + args.size());
        }
        for (int i = 0; i < args.size(); i++) {
            MethodParameter parameter = parameters.get(i);
            bound[parameter.position()] = parameter.convert(task, args.get(i));
        }
        if (!kwargs.isEmpty()) {
            bindKeywords(kwargs, args.size(), bound);
        }
        for (int i = args.size(); i < parameters.size(); i++) {
            if (!kwargs.containsKey(parameters.get(i).name())) {
                bindAbsent(parameters.get(i), bound);
            }
        }
        return bound;
    }

    private void bindKeywords(Map<String, @Nullable Object> kwargs, int taken, @Nullable Object[] bound) {
        if (!named) {
            throw new InvalidArgumentsException(
                    task + " was compiled without -parameters, so its parameters have no names;"
                            + " pass the arguments by position");
        }
        kwargs.forEach((name, value) -> {
            Integer index = byName.get(name);
            if (index == null) {
                throw new InvalidArgumentsException(task + " has no parameter '" + name + "'; it takes " + names());
            }
            if (index < taken) {
                throw new InvalidArgumentsException(
                        task + " got parameter '" + name + "' twice, by position and by name");
            }
            MethodParameter parameter = parameters.get(index);
            bound[parameter.position()] = parameter.convert(task, value);
        });
    }

    private void bindAbsent(MethodParameter parameter, @Nullable Object[] bound) {
        Object absent = parameter.absent();
        if (absent == null) {
            throw new InvalidArgumentsException(task + " got nothing for parameter '" + parameter.name() + "'");
        }
        bound[parameter.position()] = absent;
    }

    private String count() {
        return parameters.size() == 1 ? "1 argument" : parameters.size() + " arguments";
    }

    private String names() {
        return parameters.stream().map(MethodParameter::name).collect(Collectors.joining(", ", "(", ")"));
    }
}
