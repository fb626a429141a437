package io.inferry.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferencePageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void theDocumentationIsWhatTheTablesSay() throws IOException {
        if (Boolean.getBoolean("inferry.regenerate")) {
            Files.createDirectories(PAGE.toAbsolutePath().normalize().getParent());
            Files.writeString(PAGE, ReferencePage.render());
        }

        assertThat(PAGE)
                .as(
                        "out of date? ./build -pl configuration -am test -Dtest=ReferencePageTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false"
                                + " -Dinferry.regenerate=true")
                .hasContent(ReferencePage.render());
    }
}
