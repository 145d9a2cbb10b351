package io.apium.api.schedule;

import java.util.Locale;

/** The names of constants in JSON: {@code SKIP} is {@code skip}, {@code CATCH_UP} is {@code catch_up}. */
final class EnumNames {

    private EnumNames() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
