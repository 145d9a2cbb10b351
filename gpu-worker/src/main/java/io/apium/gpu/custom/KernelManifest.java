package io.apium.gpu.custom;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.custom.KernelParameter.Role;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The content of a signature file.
 *
 * @param options the options of the compiler
 * @param rehearsal the named sizes for the trial run on zeros; 64 by default
 */
record KernelManifest(
        @Nullable String task,
        @Nullable String kernel,
        @DefaultValue List<Parameter> arguments,
        @DefaultValue List<String> global,
        @DefaultValue List<Long> group,
        @DefaultValue List<String> options,
        @DefaultValue Map<String, Long> rehearsal) {

    /** Exactly one of {@code in}, {@code inout}, {@code out}, {@code value} and {@code local} is set, to the type. */
    record Parameter(
            @DefaultValue("") String name,
            @Nullable ElementType in,
            @Nullable ElementType inout,
            @Nullable ElementType out,
            @Nullable ElementType value,
            @Nullable ElementType local,
            @Nullable List<String> shape,
            @Nullable String is) {

        /** The roles that are set, with their types. */
        Map<Role, ElementType> roles() {
            Map<Role, ElementType> roles = new EnumMap<>(Role.class);
            put(roles, Role.IN, in);
            put(roles, Role.INOUT, inout);
            put(roles, Role.OUT, out);
            put(roles, Role.VALUE, value);
            put(roles, Role.LOCAL, local);
            return roles;
        }

        private static void put(Map<Role, ElementType> roles, Role role, @Nullable ElementType elementType) {
            if (elementType != null) {
                roles.put(role, elementType);
            }
        }
    }
}
