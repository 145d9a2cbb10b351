package io.apium.worker.builtin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys {@code apium.demo.*} of the built-in tasks that demonstrate faults.
 *
 * @param allowExit whether {@code demo.crash}, {@code demo.exit} and {@code demo.allocate} may end the worker's process; in
 *     a child of a process pool they always may
 */
@ConfigurationProperties("apium.demo")
record DemoProperties(@DefaultValue("false") boolean allowExit) {}
