package io.apium.adapter;

import io.apium.client.FlowClient;
import io.apium.client.FlowCommands;
import io.apium.client.TaskClient;
import io.apium.ledger.Ledger;
import io.apium.store.FlowIndex;
import io.apium.store.ResultStore;
import io.apium.store.RevocationStore;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts and changes flows, for HTTP and for Java programs. */
@Configuration(proxyBeanMethods = false)
class FlowConfiguration {

    @Bean
    FlowCommands flowCommands(
            Ledger ledger, ResultStore results, RevocationStore revocations, FlowIndex index, InstantSource clock) {
        return new FlowCommands(ledger, results, revocations, index, clock);
    }

    @Bean
    FlowClient flowClient(TaskClient tasks, FlowCommands commands, Ledger ledger, InstantSource clock) {
        return new FlowClient(tasks, commands, ledger, clock);
    }
}
