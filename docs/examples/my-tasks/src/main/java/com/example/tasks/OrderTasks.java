package com.example.tasks;

import io.apium.worker.Task;
import io.apium.worker.TaskContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

public class OrderTasks {

    public record Line(String product, int quantity, BigDecimal price) {}

    public record Order(String customer, List<Line> lines) {}

    public record Invoice(String customer, BigDecimal total, Instant due) {}

    @Task("orders.invoice")
    public Invoice invoice(Order order, Instant at) throws IOException {
        if (order.lines().isEmpty()) {
            throw new IOException("the order of " + order.customer() + " is empty");
        }
        BigDecimal total = order.lines().stream()
                .map(line -> line.price().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Invoice(order.customer(), total, at.plus(Duration.ofDays(30)));
    }

    @Task("orders.import")
    public int importAll(List<Order> orders, TaskContext context) {
        int lines = 0;
        for (int i = 0; i < orders.size(); i++) {
            context.throwIfCancelled();
            lines += orders.get(i).lines().size();
            context.progress(i + 1, orders.size());
        }
        return lines;
    }
}
