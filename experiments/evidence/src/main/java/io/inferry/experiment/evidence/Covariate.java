package io.inferry.experiment.evidence;

import io.inferry.api.inference.Exchange;

/** Reads the number that a request says of itself. */
final class Covariate {
    private static final int TEXT_MAX = 32;
    private static final double SIZE_MAX = 1e70;

    private Covariate() {}

    /** The number; NaN when the request does not say one. */
    static double of(Exchange exchange, EvidenceTerms terms) {
        return terms.covariate()
                .flatMap(field -> exchange.facts().value(field))
                .map(Covariate::number)
                .orElse(Double.NaN);
    }

    private static double number(String text) {
        if (text.isEmpty() || text.length() > TEXT_MAX) {
            return Double.NaN;
        }
        try {
            double number = Double.parseDouble(text);
            return Math.abs(number) <= SIZE_MAX ? number : Double.NaN;
        } catch (NumberFormatException noNumber) {
            return Double.NaN;
        }
    }
}
