package io.inferry.protocol.tfserving.flags;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final Path PAGE = Path.of("FLAGS.md");

    @Test
    void upstreamHasFortyEightFlags() {
        assertThat(Arrays.stream(Flag.values()).filter(flag -> !flag.name().startsWith("INFERRY")))
                .hasSize(48);
    }

    @Test
    void theUsageTextHasALineForEachFlagAsUpstreamPrintsIt() {
        assertThat(Usage.text("tensorflow_model_server"))
                .startsWith("usage: tensorflow_model_server\nFlags:\n\t--port=8500 ")
                .contains("\t--model_name=\"default\"           \tstring\t")
                .contains("\t--enable_batching=false          \tbool\t")
                .hasLineCount(2 + Flag.values().length);
    }

    /** Run with -Dinferry.regenerate=true to write it anew. */
    @Test
    void thePageSaysWhatHolds() throws IOException {
        if (Boolean.getBoolean("inferry.regenerate")) {
            Files.writeString(PAGE, Usage.page());
        }
        assertThat(PAGE).hasContent(Usage.page());
    }
}
