package io.apium.gpu.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.apium.gpu.work.DirectWork;
import io.apium.gpu.work.DirectWork.Argument;
import io.apium.gpu.work.Kernel;
import io.apium.worker.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelFolderTest {

    private static final String BRIGHTEN = """
            arguments:
              - {name: image, in: f32, shape: [rows, columns]}
              - {name: result, out: f32, shape: [rows, columns]}
              - {name: by, value: f32}
              - {name: n, value: i32, is: rows * columns}
            global: [rows * columns]
            group: [64]
            """;

    @TempDir
    private Path folder;

    @Test
    void each_file_is_a_task_that_takes_what_its_signature_does_not_say() throws IOException {
        kernel("brighten", BRIGHTEN);
        kernel("other", "task: photo.other\nkernel: brighten\n" + BRIGHTEN);

        List<Kernel> kernels = KernelFolder.read(folder);

        assertThat(kernels).extracting(Kernel::task).containsExactly("kernel.brighten", "photo.other");
        assertThat(kernels.getFirst().parameters()).containsExactly("image", "by");
    }

    @Test
    void it_is_rehearsed_on_zeros_of_64_or_of_what_its_signature_says() throws IOException {
        kernel("brighten", BRIGHTEN + "rehearsal: {rows: 3}\n");

        DirectWork work =
                (DirectWork) KernelFolder.read(folder).getFirst().rehearsal().orElseThrow();

        assertThat(work.grid()).isEqualTo(new DirectWork.Grid(List.of(192L), List.of(64L)));
        assertThat(work.arguments().get(1)).isEqualTo(new Argument.Out(3 * 64 * 4));
        assertThat(work.program().entry()).isEqualTo("brighten");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'group: [64]'             | 'group: [0]' | group must have a number of 1 to 4096 for each dimension
            'group: [64]'             | 'group: [8, 8]' | group must have a number of 1 to 4096 for each dimension
            'global: [rows * columns]' | 'global: [rows * height]'  | global[0]: 'rows * height' is invalid
            'global: [rows * columns]' | 'global: []'               | global must have 1 to 3 dimensions
            'out: f32'                | 'in: f32'                   | arguments must have an 'out' or an 'inout'
            'out: f32'                | 'out: f16'                  | arguments[1].out: 'f16' is invalid
            'value: f32'              | 'value: f32, in: f32'       | arguments[2] must have one of in, inout, out
            'value: f32'              | 'value: f32, shape: [rows]' | arguments[2] must have a shape unless it is a value
            'name: by'                | 'name: image'               | arguments[2].name must be unique
            'name: by'                | 'name: b y'                 | arguments[2].name must be letters
            'is: rows * columns'      | 'is: rows *'                | arguments[3].is: 'rows *' is invalid
            'group: [64]'             | 'gruop: [64]'               | gruop[0]: unknown key
            'group: [64]'             | 'group: [64], options: x'   | is invalid YAML
            """)
    void what_cannot_be_is_named_with_its_file_and_key(String from, String to, String reason) throws IOException {
        kernel("brighten", BRIGHTEN.replace(from, to));

        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> KernelFolder.read(folder))
                .withMessageContaining("brighten.yaml")
                .withMessageContaining(reason);
    }

    @Test
    void a_kernel_without_a_signature_and_two_of_one_name_are_refused() throws IOException {
        kernel("a", "task: same\n" + BRIGHTEN);
        kernel("b", "task: same\n" + BRIGHTEN);

        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> KernelFolder.read(folder))
                .withMessageContaining("task same is defined twice");

        Files.delete(folder.resolve("b.yaml"));

        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> KernelFolder.read(folder))
                .withMessageContaining("b.yaml does not exist");
        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> KernelFolder.read(folder.resolve("none")))
                .withMessageContaining("is not a folder");
    }

    private void kernel(String name, String signature) throws IOException {
        Files.writeString(folder.resolve(name + ".cl"), "__kernel void brighten() {}");
        Files.writeString(folder.resolve(name + ".yaml"), signature);
    }
}
