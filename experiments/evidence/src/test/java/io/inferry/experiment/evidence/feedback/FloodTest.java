package io.inferry.experiment.evidence.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.experiment.evidence.outputs.Prediction;
import io.inferry.experiment.evidence.outputs.Probabilities;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FloodTest {
    private static final int FLOOD = 1_000_000;
    private static final long MEGABYTE = 1 << 20;

    private static FeedbackBook book(int idsMax) {
        return new FeedbackBook(
                new FeedbackLimits(idsMax, Duration.ofDays(7), 1024, Duration.ofSeconds(5)),
                FeedbackBook.Forwarding.NOWHERE,
                FeedbackBook.Listening.NOBODY);
    }

    private static String id(int count) {
        return "0000000a-" + Integer.toHexString(count);
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aMillionUnknownIdsLeaveNothingBehind() {
        FeedbackBook book = book(1_000_000);
        book.open("flood", 2).routed(id(1), 0, Double.NaN, 0);
        long before = usedBytes();
        for (int i = 0; i < FLOOD; i++) {
            book.accept(Feedback.reward(id(2 + i), 1), i / 1000);
        }
        assertThat(usedBytes() - before).isLessThan(4 * MEGABYTE);
        FeedbackCounts counts = book.counts();
        assertThat(counts.waiting()).isLessThanOrEqualTo(1024);
        assertThat(counts.waiting() + counts.unknown()).isEqualTo(FLOOD);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aMillionAnswersTakeAtMostAHundredAndFiftyBytesEach() {
        long before = usedBytes();
        FeedbackBook book = book(FLOOD);
        ExperimentFeedback experiment = book.open("flood", 2);
        var ten = Probabilities.of(.1f, .1f, .1f, .1f, .1f, .1f, .1f, .1f, .1f, .1f);
        for (int i = 1; i <= 2 * FLOOD; i++) {
            experiment.routed(id(i), i % 2, 1.5, 0);
            experiment.answered(id(i), new Prediction.Classed(3, "", ten));
        }
        long bytes = usedBytes() - before;
        assertThat(book.held()).isEqualTo(FLOOD);
        assertThat(bytes / FLOOD).isLessThanOrEqualTo(150);
        assertThat(book.accept(Feedback.label(id(2 * FLOOD), 3), 0).outcome())
                .isEqualTo(Verdict.Outcome.ACCEPTED);
        assertThat(book.accept(Feedback.label(id(FLOOD - 100), 3), 0).outcome())
                .isEqualTo(Verdict.Outcome.EXPIRED);
    }

    @Test
    void answersAndFeedbackOfManyThreadsAreAllCounted() {
        FeedbackBook book = book(200_000);
        ExperimentFeedback experiment = book.open("threads", 2);
        int each = 10_000;
        IntStream.range(0, 8)
                .parallel()
                .forEach(thread -> {
                    for (int i = 1; i <= each; i++) {
                        String id = id(thread * each + i);
                        experiment.routed(id, i % 2, i, 0);
                        experiment.answered(
                                id, new Prediction.Classed(i % 2, "", Probabilities.NONE));
                        book.accept(Feedback.label(id, 0), 0);
                        book.accept(Feedback.label(id, 1), 0);
                        book.accept(Feedback.label(id, 1), 0);
                    }
                });
        FeedbackCounts counts = book.counts();
        assertThat(counts.accepted()).isEqualTo(8L * each);
        assertThat(counts.replaced()).isEqualTo(8L * each);
        assertThat(counts.repeated()).isEqualTo(8L * each);
        for (int arm = 0; arm < 2; arm++) {
            var accuracy = experiment.summary(arm).metric(FeedbackSummary.ACCURACY);
            assertThat(accuracy.all().count()).isEqualTo(4L * each);
            assertThat(accuracy.all().mean()).isEqualTo(arm);
            assertThat(accuracy.paired().count()).isEqualTo(4L * each);
        }
    }
}
