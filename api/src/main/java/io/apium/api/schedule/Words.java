package io.apium.api.schedule;

import java.util.Locale;

/** The names of constants as they stand in JSON: {@code SKIP} is {@code skip}, {@code CATCH_UP} is {@code catch_up}. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
