package io.apium.task;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of an exception class in stored errors ({@code exc_type}), which clients compare. Its {@code exc_module} is
 * {@value TaskError#MODULE}, whatever its package. Both stay when the class is renamed or moved. Subclasses do not inherit
 * the name.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ErrorName {

    String value();
}
