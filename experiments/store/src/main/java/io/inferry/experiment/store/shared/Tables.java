package io.inferry.experiment.store.shared;

import io.inferry.experiment.store.StoreException;
import io.inferry.experiment.store.StoreException.Reason;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables, made by whoever comes first. A version counts the steps that were taken; a step once
 * released never changes, a new one is added behind it.
 */
final class Tables {
    /** Guards the making; held to the end of the transaction, which any pooler respects. */
    private static final long LOCK = 0x696E66657272794CL;

    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            "create sequence inferry_revision",
                            "create table inferry_experiment (name text primary key,"
                                    + " revision bigint not null, state bytea not null)",
                            "create table inferry_evidence (experiment text, replica text,"
                                    + " counts bytea not null, primary key (experiment, replica))",
                            "create table inferry_lease (experiment text primary key,"
                                    + " replica text not null, ends timestamptz not null)",
                            "create table inferry_forwarded"
                                    + " (number bigint generated always as identity primary key,"
                                    + " replica text not null, id text not null,"
                                    + " payload bytea not null, digest bytea not null,"
                                    + " since timestamptz not null default clock_timestamp(),"
                                    + " unique (replica, digest))",
                            "create index inferry_forwarded_order"
                                    + " on inferry_forwarded (replica, number)",
                            "create table inferry_audit"
                                    + " (number bigint generated always as identity primary key,"
                                    + " experiment text not null, event bytea not null,"
                                    + " since timestamptz not null default clock_timestamp())",
                            "create index inferry_audit_order"
                                    + " on inferry_audit (experiment, number)"));

    private Tables() {}

    /** Takes every step that was not taken yet; within a transaction. */
    static int ensure(Session session) throws SQLException {
        int version = version(session);
        if (version < STEPS.size()) {
            session.query("select pg_advisory_xact_lock(?)", row -> 0, LOCK);
            session.update("create table if not exists inferry_schema (version integer not null)");
            version = version(session);
            for (List<String> step : STEPS.subList(version, STEPS.size())) {
                for (String statement : step) {
                    session.update(statement);
                }
            }
            session.update("delete from inferry_schema");
            session.update("insert into inferry_schema values (?)", STEPS.size());
        }
        if (version > STEPS.size()) {
            throw new StoreException(
                    Reason.REFUSED,
                    "the tables have version "
                            + version
                            + ", this program knows "
                            + STEPS.size()
                            + ": a newer program made them");
        }
        return STEPS.size();
    }

    private static int version(Session session) throws SQLException {
        boolean there =
                session.first(
                                "select to_regclass('inferry_schema') is not null",
                                row -> row.getBoolean(1))
                        .orElse(false);
        if (!there) {
            return 0;
        }
        return session.first("select max(version) from inferry_schema", row -> row.getInt(1))
                .orElse(0);
    }
}
