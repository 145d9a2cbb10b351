package io.apium.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"0.1", "1.50", "-0.0", "1e300", "4.9e-324", "1.7976931348623157E308", "0E-999999", "123456789.25"
            })
    void a_number_that_a_double_denotes_is_a_double(String text) {
        assertThat(JsonNumber.decimal(text)).isEqualTo(Double.valueOf(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400",
                "-1e400",
                "1E-400",
                "12345678901234567890.5",
                "0.1234567890123456789012345678901234567890",
                "3.14159265358979323846",
                "1E+999999999"
            })
    void any_other_keeps_its_value_and_all_its_digits(String text) {
        assertThat(JsonNumber.decimal(text)).isEqualTo(new BigDecimal(text));
    }

    @Test
    void no_number_changes_its_value_on_the_way_through() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String text = random(random);
            BigDecimal read = new BigDecimal(JsonNumber.decimal(text).toString());
            assertThat(read).as(text).isEqualByComparingTo(new BigDecimal(text));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1E10000, true",
        "1E10001, false",
        "1E-10000, true",
        "1E-10001, false",
        "1E999999999, false",
        "1E99999999999, false",
        "-1E-99999999999, false",
        "9.99E10000, true"
    })
    void an_exponent_is_bounded_before_anything_is_computed_with_it(String text, boolean allowed) {
        if (allowed) {
            JsonNumber.check(text);
        } else {
            assertThatThrownBy(() -> JsonNumber.check(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("exponent of a number in JSON must");
        }
    }

    @Test
    void a_number_has_at_most_10_000_digits() {
        BigInteger most = BigInteger.TEN.pow(10_000).subtract(BigInteger.ONE);
        JsonNumber.checked(most);
        JsonNumber.checked(most.negate());
        JsonNumber.check("0." + "9".repeat(10_000));

        assertThatThrownBy(() -> JsonNumber.checked(most.add(BigInteger.ONE)))
                .hasMessage("number in JSON must have at most 10000 digits, got 10001");
        assertThatThrownBy(() -> JsonNumber.checked(BigInteger.ONE.shiftLeft(50_000_000)))
                .hasMessageContaining("at most 10000 digits");
        assertThatThrownBy(() -> JsonNumber.check("0." + "9".repeat(10_001))).hasMessageContaining("10001");
    }

    @Test
    void a_whole_number_is_one_whatever_its_type() {
        for (Object seven :
                new Object[] {7, 7L, (short) 7, (byte) 7, 7.0, 7f, BigInteger.valueOf(7), new BigDecimal("7.00")}) {
            assertThat(JsonNumber.whole(seven)).isEqualTo(7);
        }
        for (Object other : new Object[] {
            7.5,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            1e19,
            "7",
            true,
            BigInteger.TWO.pow(64).add(BigInteger.ONE),
            new BigDecimal("1E+999999999"),
            new BigDecimal("1E-999999999"),
            new BigDecimal("9223372036854775808")
        }) {
            assertThat(JsonNumber.whole(other)).as(other.toString()).isNull();
        }
        assertThat(JsonNumber.whole(null)).isNull();
        assertThat(JsonNumber.whole(new BigDecimal("-9223372036854775808"))).isEqualTo(Long.MIN_VALUE);
    }

    private static String random(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        text.append(1 + random.nextInt(9));
        for (int digits = random.nextInt(30); digits > 0; digits--) {
            text.append(random.nextInt(10));
        }
        text.append('.');
        for (int digits = 1 + random.nextInt(30); digits > 0; digits--) {
            text.append(random.nextInt(10));
        }
        return random.nextBoolean() ? text.toString() : text + "e" + (random.nextInt(800) - 400);
    }
}
