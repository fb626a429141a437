package io.inferry.experiment.evidence.feedback;

import io.inferry.api.settings.ExperimentSettings;
import java.time.Duration;

/**
 * What is kept of answers until their feedback comes.
 *
 * @param idsMax answers of all experiments; the oldest are forgotten first
 * @param ageMax older answers take no more feedback
 * @param waitingMax pieces of feedback that wait for their answer
 * @param waitMax how long they wait
 */
public record FeedbackLimits(int idsMax, Duration ageMax, int waitingMax, Duration waitMax) {
    private static final int WAITING_STANDARD = 1024;
    private static final Duration WAIT_STANDARD = Duration.ofSeconds(5);

    public FeedbackLimits {
        if (idsMax < 1 || waitingMax < 0) {
            throw new IllegalArgumentException(
                    "ids_max is 1 or more and waiting_max 0 or more, were %d and %d"
                            .formatted(idsMax, waitingMax));
        }
        if (!ageMax.isPositive() || waitMax.isNegative()) {
            throw new IllegalArgumentException(
                    "age_max is more than 0 and wait_max 0 or more, were %s and %s"
                            .formatted(ageMax, waitMax));
        }
    }

    /** As configured; 1024 pieces wait 5 s. */
    public static FeedbackLimits of(ExperimentSettings.Feedback settings) {
        return new FeedbackLimits(
                settings.idsMax(), settings.ageMax(), WAITING_STANDARD, WAIT_STANDARD);
    }
}
