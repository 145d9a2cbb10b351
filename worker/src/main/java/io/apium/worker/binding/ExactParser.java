package io.apium.worker.binding;

import io.apium.bound.JsonNumber;
import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.util.JsonParserDelegate;

/** Reads numbers exactly: a number outside the range of the requested type is an error, not infinite or 0. */
final class ExactParser extends JsonParserDelegate {

    ExactParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public double getDoubleValue() {
        double value = delegate.getDoubleValue();
        check(Double.isInfinite(value) || value == 0, double.class);
        return value;
    }

    @Override
    public float getFloatValue() {
        float value = delegate.getFloatValue();
        check(Float.isInfinite(value) || value == 0, float.class);
        return value;
    }

    @Override
    public Number getNumberValue() {
        return delegate.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && !delegate.isNaN()
                ? JsonNumber.decimal(delegate.getString())
                : delegate.getNumberValue();
    }

    private void check(boolean mayBeOut, Class<?> type) {
        if (mayBeOut && !delegate.isNaN() && new BigDecimal(delegate.getString()).signum() != 0) {
            throw new InputCoercionException(
                    this, "a number that is out of range of `" + type + "`", delegate.currentToken(), type);
        }
    }
}
