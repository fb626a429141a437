package io.inferry.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.ModelSettingsReader;
import io.inferry.api.settings.VersionSelection;
import io.inferry.api.traffic.Condition;
import io.inferry.api.traffic.ExperimentTraffic;
import io.inferry.api.traffic.RequestField;
import io.inferry.api.traffic.RequestField.Source;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TextMatch;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.api.traffic.TrafficRule;
import io.inferry.api.traffic.TrafficSplit;
import io.inferry.transport.Protocol;
import io.inferry.transport.listen.ListenSettings;
import io.inferry.transport.listen.ListenerSettings;
import io.inferry.transport.listen.Pem;
import io.inferry.transport.listen.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rules of traffic, held by every protocol in the same way: two versions of a real model behind
 * real sockets. The subclass's module needs the ONNX engine on its test class path.
 */
public abstract class TrafficContract {
    /** {@code y = x / 2 + version}, versions 1 and 2; the label of version 1 is {@code old}. */
    protected static final String MODEL = "half";

    private static final String KEY = "let me through";
    private static final RequestField USER = RequestField.header("x-user-id");
    private static final VersionChoice ONE = new VersionChoice.Exact(1);
    private static final VersionChoice TWO = new VersionChoice.Exact(2);
    private static final RoutedQuestion ANY = RoutedQuestion.to(ModelRef.latest(MODEL));

    @TempDir private Path folder;
    private ProtocolServer server;

    /** The protocol under test. */
    protected abstract Protocol protocol();

    /** The listener of the protocol under test. */
    protected abstract String listener();

    /** Where this wire can have something that a rule looks at. */
    protected abstract Set<Source> sources();

    /**
     * Asks over the wire.
     *
     * @param mutual both certificates where the server speaks TLS
     */
    protected abstract RoutedOutcome ask(int port, RoutedQuestion question, Optional<Mutual> mutual)
            throws Exception;

    @BeforeEach
    final void startServer() throws IOException {
        for (int version = 1; version <= 2; version++) {
            OnnxModels.halfPlus(version, "n").writeVersion(models(), MODEL, version);
        }
        Files.createFile(models().resolve(MODEL).resolve(ModelSettingsReader.FILE_NAME));
        server = start(ListenSettings.onFreePorts());
    }

    @AfterEach
    final void closeServer() {
        server.awaitNoTensors();
        server.close();
    }

    private Path models() {
        return folder.resolve("models");
    }

    private ProtocolServer start(ListenSettings listen) {
        ModelSettings standard = ModelSettings.STANDARD;
        ModelSettings both =
                new ModelSettings(
                        standard.engine(),
                        new VersionSelection.All(),
                        Map.of("old", 1L),
                        standard.batching(),
                        standard.instances(),
                        standard.warmup(),
                        standard.limits(),
                        standard.engineOptions());
        var serving =
                ProtocolServer.over(models())
                        .settingsReader(file -> both)
                        .overrideKey(Optional.of(KEY))
                        .start();
        return ProtocolServer.start(serving, protocol(), listen, Map.of());
    }

    private RoutedOutcome ask(RoutedQuestion question) throws Exception {
        return ask(server.port(listener()), question, Optional.empty());
    }

    private void plan(TrafficPlan plan) {
        server.serving().management().traffic().setPlan(MODEL, plan);
    }

    private static TrafficPlan planOf(List<TrafficRule> rules, Optional<TrafficSplit> split) {
        return new TrafficPlan(rules, Optional.empty(), split, Optional.of(USER), List.of());
    }

    private static TrafficRule toOne(String name, RequestField field, TextMatch match) {
        return new TrafficRule(
                name,
                List.of(List.of(new Condition(field, match))),
                new TrafficSplit(List.of(Share.all(ONE))));
    }

    private static int versionOf(RoutedOutcome outcome, RoutedQuestion question) {
        return (int) Math.round(outcome.y().orElseThrow() - question.x() / 2);
    }

    private void assertRuleTakes(RequestField field, String value, RoutedQuestion question)
            throws Exception {
        plan(planOf(List.of(toOne("it", field, new TextMatch.Exact(value))), Optional.empty()));

        RoutedOutcome taken = ask(question);
        RoutedOutcome other = ask(ANY);

        assertThat(versionOf(taken, question)).as("%s is %s", field, value).isEqualTo(1);
        assertThat(taken.told())
                .containsEntry("x-inferry-route", "rule/it")
                .containsEntry("x-inferry-model-version", "1")
                .containsKey("x-inferry-request-id")
                .hasSize(3);
        assertThat(versionOf(other, ANY)).as("without %s", field).isEqualTo(2);
        assertThat(other.told()).containsEntry("x-inferry-route", "latest");
    }

    @Test
    void answersOfUndividedTrafficTellNoRoute() throws Exception {
        RoutedOutcome outcome = ask(ANY);

        assertThat(versionOf(outcome, ANY)).isEqualTo(2);
        assertThat(outcome.told()).isEmpty();
    }

    @Test
    void betaGoesToTwoAndTheRestIsSplitNinetyToTen() throws Exception {
        var beta =
                new TrafficRule(
                        "beta",
                        List.of(
                                List.of(
                                        new Condition(
                                                RequestField.header("x-user-type"),
                                                new TextMatch.Exact("beta")))),
                        new TrafficSplit(List.of(Share.all(TWO))));
        var split = new TrafficSplit(List.of(new Share(ONE, 90), new Share(TWO, 10)));
        plan(planOf(List.of(beta), Optional.of(split)));
        int users = 600;
        int onTwo = 0;
        for (int user = 0; user < users; user++) {
            RoutedQuestion rest = ANY.header(USER.name(), "user-" + user);
            RoutedOutcome first = ask(rest);
            RoutedOutcome again = ask(rest);
            int version = versionOf(first, rest);
            assertThat(versionOf(again, rest)).as("user %d again", user).isEqualTo(version);
            assertThat(first.told())
                    .containsEntry("x-inferry-route", "split")
                    .containsEntry("x-inferry-model-version", Integer.toString(version));
            onTwo += version == 2 ? 1 : 0;
            if (user % 20 == 0) {
                RoutedOutcome known = ask(rest.header("X-User-Type", "beta"));
                assertThat(versionOf(known, rest)).isEqualTo(2);
                assertThat(known.told()).containsEntry("x-inferry-route", "rule/beta");
            }
        }
        double expected = users * 0.1;
        double fourDeviations = 4 * Math.sqrt(users * 0.1 * 0.9);
        assertThat((double) onTwo).isBetween(expected - fourDeviations, expected + fourDeviations);
    }

    @Test
    void headersAreMatchedWithoutRegardToCase() throws Exception {
        assertRuleTakes(RequestField.header("x-kind"), "a b", ANY.header("X-KIND", "a b"));
    }

    @Test
    void aHeaderNameThatTheWireCannotHaveIsAbsent() throws Exception {
        plan(
                planOf(
                        List.of(
                                toOne(
                                        "bytes",
                                        RequestField.header("x-bytes-bin"),
                                        new TextMatch.Present())),
                        Optional.empty()));

        assertThat(versionOf(ask(ANY), ANY)).isEqualTo(2);
    }

    @Test
    void theQueryIsDecoded() throws Exception {
        if (sources().contains(Source.QUERY)) {
            assertRuleTakes(
                    new RequestField(Source.QUERY, "k\u00e9y"),
                    "a b+c",
                    ANY.query("x=%FF&k%C3%A9y=a%20b+c&k%C3%A9y=other"));
        }
    }

    @Test
    void aBrokenQueryIsAbsent() throws Exception {
        if (sources().contains(Source.QUERY)) {
            var kind = new RequestField(Source.QUERY, "kind");
            plan(planOf(List.of(toOne("it", kind, new TextMatch.Present())), Optional.empty()));

            RoutedQuestion broken = ANY.query("kind=%C3%28");
            assertThat(versionOf(ask(broken), broken)).isEqualTo(2);
        }
    }

    @Test
    void parametersOfTheProtocolAreMatchedAsText() throws Exception {
        if (sources().contains(Source.PARAMETER)) {
            RequestField kind = new RequestField(Source.PARAMETER, "kind");
            assertRuleTakes(kind, "beta", ANY.parameter("kind", "beta"));
            assertRuleTakes(kind, "true", ANY.parameter("kind", true));
            assertRuleTakes(kind, "-7", ANY.parameter("kind", -7L));
            assertRuleTakes(kind, "0.1", ANY.parameter("kind", 0.1));
            assertRuleTakes(kind, "7", ANY.parameter("kind", 7.0));
        }
    }

    @Test
    void inputsAreMatchedByTheirFirstElement() throws Exception {
        RequestField x = new RequestField(Source.INPUT, "x");
        assertRuleTakes(x, "7", ANY.x(7));
        assertRuleTakes(x, "-0.5", ANY.x(-0.5f));
        assertRuleTakes(x, "0.1", ANY.x(0.1f));
    }

    @Test
    void theCallerIsTheOneOfTheVerifiedCertificate() throws Exception {
        Identity own = Identity.make(folder, "localhost", "dns:localhost,ip:127.0.0.1");
        Identity robot = Identity.make(folder, "robot", "dns:robot,uri:spiffe://house/robot");
        TlsFiles tls =
                new TlsFiles(
                        new Pem.InFile(own.certificate()),
                        new Pem.InFile(own.key()),
                        Optional.of(new Pem.InFile(robot.certificate())));
        RequestField caller = new RequestField(Source.CALLER, "");
        TextMatch robots = new TextMatch.Exact("spiffe://house/robot");
        TrafficPlan plan = planOf(List.of(toOne("robots", caller, robots)), Optional.empty());
        plan(plan);
        assertThat(versionOf(ask(ANY), ANY)).as("nobody over plain text").isEqualTo(2);
        ListenSettings listen =
                ListenSettings.onFreePorts()
                        .withListeners(ListenerSettings.onPort(listener(), 0).withTls(tls));
        try (ProtocolServer encrypted = start(listen)) {
            encrypted.serving().management().traffic().setPlan(MODEL, plan);
            var mutual = Optional.of(new Mutual(own, robot));

            RoutedOutcome outcome = ask(encrypted.port(listener()), ANY, mutual);

            assertThat(versionOf(outcome, ANY)).isEqualTo(1);
            assertThat(outcome.told()).containsEntry("x-inferry-route", "rule/robots");
        }
    }

    @Test
    void aVersionOrLabelInTheRequestWins() throws Exception {
        plan(
                planOf(
                        List.of(toOne("all", USER, new TextMatch.Present())),
                        Optional.of(new TrafficSplit(List.of(Share.all(ONE))))));
        RoutedQuestion two =
                RoutedQuestion.to(ModelRef.version(MODEL, 2)).header(USER.name(), "me");
        RoutedOutcome byNumber = ask(two);
        plan(planOf(List.of(), Optional.of(new TrafficSplit(List.of(Share.all(TWO))))));
        RoutedOutcome byLabel = ask(RoutedQuestion.to(ModelRef.label(MODEL, "old")));

        assertThat(versionOf(byNumber, ANY)).isEqualTo(2);
        assertThat(byNumber.told()).isEmpty();
        assertThat(versionOf(byLabel, ANY)).isEqualTo(1);
        assertThat(byLabel.told()).isEmpty();
    }

    @Test
    void anOperatorWithTheKeyChoosesByHeader() throws Exception {
        RoutedQuestion demand = ANY.header("x-inferry-version", "1");

        RoutedOutcome allowed = ask(demand.header("x-inferry-override-key", KEY));
        RoutedOutcome refused = ask(demand.header("x-inferry-override-key", "a guess"));

        assertThat(versionOf(allowed, ANY)).isEqualTo(1);
        assertThat(allowed.told()).containsEntry("x-inferry-route", "override");
        assertThat(refused.y()).isEmpty();
        assertThat(refused.told()).isEmpty();
    }

    @Test
    void aDemandForNoVersionFailsAndTellsItsRoute() throws Exception {
        RoutedOutcome outcome =
                ask(ANY.header("x-inferry-version", "77").header("x-inferry-override-key", KEY));

        assertThat(outcome.y()).isEmpty();
        assertThat(outcome.told())
                .containsEntry("x-inferry-route", "override")
                .doesNotContainKey("x-inferry-model-version");
    }

    @Test
    void failuresTellTheirRouteToo() throws Exception {
        plan(planOf(List.of(), Optional.of(new TrafficSplit(List.of(Share.all(ONE))))));

        RoutedOutcome outcome = ask(ANY.mistaken());

        assertThat(outcome.y()).isEmpty();
        assertThat(outcome.told())
                .containsEntry("x-inferry-route", "split")
                .containsEntry("x-inferry-model-version", "1")
                .containsKey("x-inferry-request-id");
    }

    @Test
    void answersTellTheExperimentAndTheArm() throws Exception {
        var arms = new TrafficSplit(List.of(new Share(ONE, 100), new Share(TWO, 0)));
        server.serving()
                .management()
                .traffic()
                .experiment(
                        MODEL,
                        new ExperimentTraffic(
                                "half-v2", arms, Optional.empty(), Optional.empty(), List.of()));

        assertThat(ask(ANY).told())
                .containsEntry("x-inferry-route", "experiment")
                .containsEntry("x-inferry-experiment", "half-v2")
                .containsEntry("x-inferry-arm", "version 1")
                .containsEntry("x-inferry-model-version", "1");
    }

    @Test
    void namesOfRulesCannotBreakTheFraming() throws Exception {
        String hostile = "b\u00e9ta\r\nx-evil: 1%\u0000";
        plan(planOf(List.of(toOne(hostile, USER, new TextMatch.Present())), Optional.empty()));

        RoutedOutcome outcome = ask(ANY.header(USER.name(), "me"));

        assertThat(versionOf(outcome, ANY)).isEqualTo(1);
        assertThat(outcome.told())
                .containsEntry("x-inferry-route", "rule/b%C3%A9ta%0D%0Ax-evil: 1%25%00");
    }
}
