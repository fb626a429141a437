package io.inferry.core.routing;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TrafficSplit;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Draws one target of a split. Weighted rendezvous hashing (Thaler, Ravishankar 1998; with weights
 * as an exponential race, Efraimidis, Spirakis 2006): each target draws −ln(u)/weight with a hash u
 * of its own and the unit, the least wins. When one weight changes against the others, only units
 * that come to or leave that target move, in whatever order the targets stand; and where the winner
 * cannot answer, the next one does and nobody else moves.
 */
final class Targets {
    private static final double PERCENT = 100;

    private final List<Share> shares;
    private final long[] seeds;

    Targets(String salt, TrafficSplit split) {
        shares = split.shares();
        seeds = new long[shares.size()];
        for (int i = 0; i < seeds.length; i++) {
            seeds[i] = StableHash.of(salt + "/" + Share.named(shares.get(i).target()));
        }
    }

    /** What was drawn; {@code target} is {@link VersionChoice#LATEST} where none can answer. */
    record Drawn(VersionChoice target, double propensity, boolean diverted) {}

    /** By weight. */
    Drawn draw(long unit, Predicate<VersionChoice> available) {
        int won = least(unit, null);
        if (available.test(shares.get(won).target())) {
            return new Drawn(shares.get(won).target(), shares.get(won).weight() / PERCENT, false);
        }
        int next = least(unit, available);
        return next < 0
                ? new Drawn(VersionChoice.LATEST, 0, true)
                : new Drawn(shares.get(next).target(), shares.get(next).weight() / PERCENT, true);
    }

    /** The winner among those that pass, −1 if none does. */
    private int least(long unit, @Nullable Predicate<VersionChoice> pass) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < seeds.length; i++) {
            double weight = shares.get(i).weight();
            if (weight > 0 && (pass == null || pass.test(shares.get(i).target()))) {
                double time = -Math.log(StableHash.unit(StableHash.of(seeds[i], unit))) / weight;
                if (time < least) {
                    least = time;
                    best = i;
                }
            }
        }
        return best;
    }

    /** By given probabilities, one for each share. */
    Drawn draw(double[] probabilities, long unit, Predicate<VersionChoice> available) {
        if (probabilities.length != seeds.length) {
            throw new IllegalStateException(
                    "a chooser gave %d probabilities for %d targets"
                            .formatted(probabilities.length, seeds.length));
        }
        double point = StableHash.unit(StableHash.of(seeds[0], unit));
        int won = seeds.length - 1;
        for (int i = 0; i < seeds.length && won == seeds.length - 1; i++) {
            point -= probabilities[i];
            if (point < 0) {
                won = i;
            }
        }
        if (available.test(shares.get(won).target())) {
            return new Drawn(shares.get(won).target(), probabilities[won], false);
        }
        for (int i = 0; i < seeds.length; i++) {
            if (available.test(shares.get(i).target())) {
                return new Drawn(shares.get(i).target(), probabilities[i], true);
            }
        }
        return new Drawn(VersionChoice.LATEST, 0, true);
    }
}
