package io.inferry.experiment.control.course;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TrafficSplit;
import io.inferry.experiment.control.definition.Candidate;
import io.inferry.experiment.control.definition.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each arm gets: follows from where the experiment stands and from nothing else. */
public final class Weights {
    private static final double ALL = 100;

    private Weights() {}

    /** Control first, then the candidates in their order; sums to 100. */
    public static TrafficSplit of(Definition definition, Standing standing) {
        List<Share> shares = new ArrayList<>();
        double rest = ALL;
        for (Candidate each : definition.candidates()) {
            double weight = weight(definition, standing, each);
            shares.add(new Share(each.target(), weight));
            rest -= weight;
        }
        shares.addFirst(new Share(definition.control(), Math.max(0, rest)));
        return new TrafficSplit(shares);
    }

    private static double weight(Definition definition, Standing standing, Candidate candidate) {
        VersionChoice target = candidate.target();
        if (standing.phase() == Phase.PROMOTED) {
            return standing.winner().equals(Optional.of(target)) ? ALL : 0;
        }
        if (standing.phase().isOver() || standing.dropped().contains(target)) {
            return 0;
        }
        return switch (definition.kind()) {
            case AB -> candidate.weight();
            case CANARY -> definition.canary().steps().get(standing.step());
            case SHADOW -> 0;
            case BANDIT -> ALL / definition.arms().size();
        };
    }
}
