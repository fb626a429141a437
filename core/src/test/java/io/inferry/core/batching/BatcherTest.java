package io.inferry.core.batching;

import static io.inferry.core.batching.BatcherScript.settings;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatcherTest {
    @Test
    void withoutDelayWhateverIsQueuedLeavesAtOnce() {
        assertThat(new BatcherScript(settings(8, 0)).play("0 a 1", "0 b 2", "0 ?", "0 ?"))
                .containsExactly("0 a b", "0 nothing");
    }

    @Test
    void batchLeavesWhenTheOldestJobHasWaitedDelayMax() {
        assertThat(new BatcherScript(settings(8, 10)).play("0 a 3", "2 b 3", "5 ?", "10 ?"))
                .containsExactly("5 wait 5", "10 a b");
    }

    @Test
    void batchLeavesEarlyWhenItHasRowsMaxRows() {
        assertThat(new BatcherScript(settings(4, 10)).play("0 a 3", "1 ?", "2 b 1", "2 ?"))
                .containsExactly("1 wait 9", "2 a b");
    }

    @Test
    void batchLeavesEarlyWithoutTheJobThatDoesNotFit() {
        assertThat(new BatcherScript(settings(4, 10)).play("0 a 3", "1 b 3", "1 ?", "2 ?"))
                .containsExactly("1 a", "2 wait 9");
    }

    @Test
    void jobLargerThanRowsMaxRunsAlone() {
        assertThat(new BatcherScript(settings(4, 10)).play("0 a 9", "0 b 1", "0 ?", "10 ?"))
                .containsExactly("0 a", "10 b");
    }

    @Test
    void largeJobIsNotJoinedToAnEarlierSmallOne() {
        assertThat(new BatcherScript(settings(4, 0)).play("0 a 1", "0 b 9", "0 c 1", "0 ?", "0 ?"))
                .containsExactly("0 a", "0 b");
    }

    @Test
    void batchLeavesEarlyAtAPreferredSize() {
        assertThat(
                        new BatcherScript(settings(8, 10, 2, 4))
                                .play("0 a 1", "0 ?", "1 b 1", "1 c 1", "1 ?", "1 ?"))
                .containsExactly("0 wait 10", "1 a b", "1 wait 10");
    }

    @Test
    void largestPreferredSizeThatIsReachedIsTaken() {
        assertThat(
                        new BatcherScript(settings(8, 10, 2, 4))
                                .play("0 a 2", "0 b 1", "0 c 1", "0 d 1", "1 ?", "10 ?"))
                .containsExactly("1 a b c", "10 d");
    }

    @Test
    void whatIsDueLeavesWhateverSizesArePreferred() {
        assertThat(new BatcherScript(settings(8, 10, 2)).play("0 a 2", "0 b 1", "10 ?"))
                .containsExactly("10 a b");
    }

    @Test
    void jobsOfAnotherRowShapeFormABatchOfTheirOwn() {
        assertThat(
                        new BatcherScript(settings(8, 0))
                                .play(
                                        "0 a 1 width=2",
                                        "0 b 1 width=3",
                                        "0 c 1 width=2",
                                        "0 d 1 width=3",
                                        "0 ?",
                                        "0 ?"))
                .containsExactly("0 a c", "0 b d");
    }

    @Test
    void groupThatWaitsDoesNotBlockOneThatIsFull() {
        assertThat(
                        new BatcherScript(settings(2, 10))
                                .play("0 a 1 width=2", "1 b 2 width=3", "1 ?", "1 ?"))
                .containsExactly("1 b", "1 wait 9");
    }

    @Test
    void groupWaitsForAnotherNoLongerThanOneBatch() {
        assertThat(
                        new BatcherScript(settings(2, 0))
                                .play(
                                        "0 a 1 width=2",
                                        "0 b 1 width=2",
                                        "0 x 1 width=3",
                                        "0 c 1 width=2",
                                        "0 d 1 width=2",
                                        "0 ?",
                                        "0 ?",
                                        "0 ?"))
                .containsExactly("0 a b", "0 x", "0 c d");
    }

    @Test
    void higherPriorityLeavesEarlierAndEqualsKeepTheirOrder() {
        assertThat(
                        new BatcherScript(settings(2, 0))
                                .play(
                                        "0 a 1",
                                        "0 b 1 priority=2",
                                        "0 c 1 priority=1",
                                        "0 d 1 priority=2",
                                        "0 ?",
                                        "0 ?"))
                .containsExactly("0 b d", "0 c a");
    }

    @Test
    void groupOfHigherPriorityGoesFirst() {
        assertThat(
                        new BatcherScript(settings(2, 0))
                                .play("0 a 1 width=2", "0 b 1 width=3 priority=1", "0 ?", "0 ?"))
                .containsExactly("0 b", "0 a");
    }

    @Test
    void lowPriorityIsDueAfterDelayMaxToo() {
        assertThat(
                        new BatcherScript(settings(8, 10))
                                .play("0 a 1", "8 b 1 priority=1", "9 ?", "10 ?"))
                .containsExactly("9 wait 1", "10 b a");
    }

    @Test
    void jobThatRunsAloneNeitherWaitsNorIsJoined() {
        assertThat(
                        new BatcherScript(settings(8, 10))
                                .play("0 a 1 alone", "0 b 1 alone", "0 c 1", "0 ?", "0 ?", "0 ?"))
                .containsExactly("0 a", "0 b", "0 wait 10");
    }

    @Test
    void jobWithADeadlineWaitsAtMostHalfOfItsTime() {
        assertThat(new BatcherScript(settings(8, 10)).play("0 a 1 deadline=8", "1 ?", "4 ?"))
                .containsExactly("1 wait 3", "4 a");
    }

    @Test
    void jobPastItsDeadlineLeavesInVain() {
        assertThat(
                        new BatcherScript(settings(8, 0))
                                .play("0 a 1 deadline=5", "0 b 1", "5 ?", "5 ?"))
                .containsExactly("5 b -a", "5 nothing");
    }

    @Test
    void cancelledJobLeavesInVainWithoutWaiting() {
        assertThat(new BatcherScript(settings(8, 10)).play("0 a 1", "1 cancel a", "1 ?", "1 ?"))
                .containsExactly("1 -a", "1 nothing");
    }

    @Test
    void jobsInVainTakeNoRoomInTheBatch() {
        assertThat(
                        new BatcherScript(settings(2, 0))
                                .play("0 a 2", "0 b 1", "0 c 1", "0 cancel a", "0 ?"))
                .containsExactly("0 b c -a");
    }
}
