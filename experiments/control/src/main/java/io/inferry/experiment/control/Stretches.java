package io.inferry.experiment.control;

import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.evidence.EvidenceBook;
import io.inferry.experiment.evidence.EvidenceSummary;
import io.inferry.experiment.evidence.EvidenceTerms;
import io.inferry.experiment.evidence.feedback.FeedbackBook;
import io.inferry.experiment.evidence.shadow.Offender;
import io.inferry.experiment.evidence.shadow.Tolerance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An experiment's evidence, a book for each stretch of equal weights. Books of earlier stretches
 * stay open: feedback that comes late counts where its answer was given. Belongs to one thread; the
 * books do not.
 */
final class Stretches {
    /** Shown at most. */
    private static final int OFFENDERS_MAX = 50;

    private final EvidenceTerms terms;
    private final List<EvidenceSummary> none;
    private final FeedbackBook feedback;
    private final List<EvidenceBook> books = new ArrayList<>();

    Stretches(Definition pinned, FeedbackBook feedback, List<EvidenceSummary> former) {
        double tolerance = pinned.shadow().tolerance();
        this.terms =
                new EvidenceTerms(
                        pinned.name(),
                        pinned.arms(),
                        pinned.covariate(),
                        pinned.prediction(),
                        new Tolerance(tolerance, tolerance));
        this.none = List.of(EvidenceSummary.none(pinned.name(), pinned.arms()));
        this.feedback = feedback;
        (former.isEmpty() ? none : former).forEach(this::open);
    }

    private void open(EvidenceSummary former) {
        books.add(new EvidenceBook(terms, feedback, former));
    }

    /** Other weights begin. */
    void next() {
        open(none.getFirst());
    }

    EvidenceBook present() {
        return books.getLast();
    }

    int count() {
        return books.size();
    }

    List<EvidenceSummary> summaries() {
        return books.stream().map(EvidenceBook::summary).toList();
    }

    List<Offender> offenders() {
        return books.stream()
                .flatMap(book -> book.offenders().stream())
                .sorted(Comparator.comparingDouble(Offender::difference).reversed())
                .limit(OFFENDERS_MAX)
                .toList();
    }

    /** Its answers take no more feedback. */
    void close() {
        books.forEach(EvidenceBook::close);
    }

    /** Stretch by stretch; those that only one side has stand alone. */
    static List<EvidenceSummary> merged(List<EvidenceSummary> one, List<EvidenceSummary> other) {
        List<EvidenceSummary> merged = new ArrayList<>();
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            if (i >= other.size()) {
                merged.add(one.get(i));
            } else {
                merged.add(i >= one.size() ? other.get(i) : one.get(i).merge(other.get(i)));
            }
        }
        return merged;
    }
}
