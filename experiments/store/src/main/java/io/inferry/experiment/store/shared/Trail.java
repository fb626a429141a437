package io.inferry.experiment.store.shared;

import java.util.List;

/** The audit trail: the newest events of each experiment. */
final class Trail {
    private final Link link;

    Trail(Link link) {
        this.link = link;
    }

    void add(String experiment, byte[] event) {
        Limits.checkName("experiment", experiment);
        Limits.checkPayload("an event of " + experiment, event);
        link.transact(
                "audit " + experiment,
                session -> {
                    session.update(
                            "insert into inferry_audit (experiment, event) values (?, ?)",
                            experiment,
                            event);
                    return session.update(
                            "delete from inferry_audit where experiment = ? and number <="
                                    + " (select number from inferry_audit where experiment = ?"
                                    + " order by number desc offset ? limit 1)",
                            experiment,
                            experiment,
                            DatabaseSettings.AUDIT_MAX);
                });
    }

    List<byte[]> last(String experiment, int last) {
        Limits.checkCount("last", last);
        return link.ask(
                        "read the audit of " + experiment,
                        session ->
                                session.query(
                                        "select event from inferry_audit where experiment = ?"
                                                + " order by number desc limit ?",
                                        row -> row.getBytes(1),
                                        experiment,
                                        last))
                .reversed();
    }
}
