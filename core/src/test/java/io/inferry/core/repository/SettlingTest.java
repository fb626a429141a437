package io.inferry.core.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.core.repository.VersionListing.Contents;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SettlingTest {
    private static final Path VERSION = Path.of("m/1");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Fingerprint HALF = Fingerprint.NONE.with("model", 50, 1);
    private static final Fingerprint WHOLE = Fingerprint.NONE.with("model", 100, 2);

    private final Settling settling = new Settling(Duration.ofSeconds(2));

    private Contents see(int second, Fingerprint fingerprint) {
        return see(second, new Footprint(fingerprint, START.plusSeconds(second), false));
    }

    private Contents see(int second, Footprint footprint) {
        Contents contents = settling.see(VERSION, footprint, START.plusSeconds(second));
        settling.endLook();
        return contents;
    }

    private static Contents settled(Fingerprint fingerprint) {
        return new Contents.Settled(fingerprint);
    }

    private static Contents changing() {
        return new Contents.Unsettled("its files are still changing", true);
    }

    @Test
    void aVersionSettlesWhenItStoodStillForTheSettleTime() {
        assertThat(see(0, HALF)).isEqualTo(changing());
        assertThat(see(1, WHOLE)).isEqualTo(changing());
        assertThat(see(2, WHOLE)).isEqualTo(changing());
        assertThat(see(3, WHOLE)).isEqualTo(settled(WHOLE));
    }

    @Test
    void theFirstLookTakesOldFilesAsTheyAre() {
        Footprint old = new Footprint(WHOLE, START.minusSeconds(2), false);
        assertThat(see(0, old)).isEqualTo(settled(WHOLE));
    }

    @Test
    void aLaterLookDoesNotTrustOldTimes() {
        settling.endLook();
        Footprint old = new Footprint(WHOLE, START.minusSeconds(1000), false);
        assertThat(see(1, old)).isEqualTo(changing());
    }

    @Test
    void theMarkerEndsTheWaiting() {
        assertThat(see(0, new Footprint(WHOLE, START, true))).isEqualTo(settled(WHOLE));
    }

    @Test
    void aVersionWrittenOverIsWhatItWasUntilItHasSettledAnew() {
        see(0, HALF);
        assertThat(see(2, HALF)).isEqualTo(settled(HALF));
        assertThat(see(3, WHOLE)).isEqualTo(settled(HALF));
        assertThat(see(4, WHOLE)).isEqualTo(settled(HALF));
        assertThat(see(5, WHOLE)).isEqualTo(settled(WHOLE));
    }

    @Test
    void aVersionThatIsSuddenlyEmptyOrUnreadableIsWhatItWas() {
        see(0, WHOLE);
        see(2, WHOLE);
        assertThat(see(3, Fingerprint.NONE)).isEqualTo(settled(WHOLE));
        assertThat(settling.seeUnreadable(VERSION, "no permission")).isEqualTo(settled(WHOLE));
    }

    @Test
    void anEmptyVersionNeverSettles() {
        see(0, Fingerprint.NONE);
        assertThat(see(1000, Fingerprint.NONE))
                .isEqualTo(new Contents.Unsettled("it holds no files", false));
    }

    @Test
    void aClockThatIsSetBackDelaysByTheSettleTimeOnly() {
        see(3600, WHOLE);
        assertThat(see(0, WHOLE)).isEqualTo(changing());
        assertThat(see(2, WHOLE)).isEqualTo(settled(WHOLE));
    }

    @Test
    void aVersionThatWentAwayStartsAnew() {
        see(0, WHOLE);
        see(2, WHOLE);
        settling.endLook();
        assertThat(see(4, WHOLE)).isEqualTo(changing());
    }
}
