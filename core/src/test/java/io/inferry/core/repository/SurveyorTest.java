package io.inferry.core.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.core.lifecycle.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyorTest {
    @TempDir Path root;

    private final Surveyor surveyor = new Surveyor(RepositorySettings.STANDARD);

    private Footprint survey() throws IOException {
        return surveyor.survey(root, path -> false);
    }

    @Test
    void filesCountWithTheirSizesAtAnyDepth() throws IOException {
        ModelFolder folder = new ModelFolder(root);
        folder.file("one", "12345");
        folder.file("deep/er/two", "123");
        Fingerprint fingerprint = survey().fingerprint();
        assertThat(fingerprint.files()).isEqualTo(2);
        assertThat(fingerprint.bytes()).isEqualTo(8);
    }

    @Test
    void aFileOfTheSameSizeWrittenLaterIsAnotherFingerprint() throws IOException {
        ModelFolder folder = new ModelFolder(root);
        folder.file("one", "12345");
        Fingerprint before = survey().fingerprint();
        assertThat(survey().fingerprint()).isEqualTo(before);
        folder.file("one", "54321");
        assertThat(survey().fingerprint()).isNotEqualTo(before);
    }

    @Test
    void twoFilesThatSwapTheirNamesAreAnotherFingerprint() throws IOException {
        ModelFolder folder = new ModelFolder(root);
        folder.file("one", "1");
        folder.file("two", "22");
        Fingerprint before = survey().fingerprint();
        folder.rename("one", "three");
        folder.rename("two", "one");
        folder.rename("three", "two");
        assertThat(survey().fingerprint()).isNotEqualTo(before);
    }

    @Test
    void theMarkerCountsUnlessFilesWereWrittenLater() throws IOException {
        ModelFolder folder = new ModelFolder(root);
        folder.file("one", "1");
        assertThat(survey().marked()).isFalse();
        Path marker = folder.file(".complete", "");
        Fingerprint before = survey().fingerprint();
        assertThat(survey().marked()).isTrue();
        folder.file("one", "2");
        assertThat(survey().marked()).isFalse();
        Files.setLastModifiedTime(marker, FileTime.fromMillis(System.currentTimeMillis()));
        assertThat(survey().marked()).isTrue();
        assertThat(before.files()).isEqualTo(1);
    }

    @Test
    void hiddenFilesDoNotCount() throws IOException {
        ModelFolder folder = new ModelFolder(root);
        folder.file("one", "1");
        Fingerprint before = survey().fingerprint();
        folder.file(".nfs0001", "x");
        folder.file(".cache/two", "x");
        assertThat(survey().fingerprint()).isEqualTo(before);
    }

    @Test
    void oneFileIsItsOwnWalk() throws IOException {
        Path file = new ModelFolder(root).file("m.linear", "a=1");
        assertThat(surveyor.survey(file, path -> false).fingerprint().bytes()).isEqualTo(3);
    }
}
