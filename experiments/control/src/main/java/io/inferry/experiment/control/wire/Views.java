package io.inferry.experiment.control.wire;

import io.inferry.experiment.control.view.ArmReport;
import io.inferry.experiment.control.view.ArmView;
import io.inferry.experiment.control.view.DecisionView;
import io.inferry.experiment.control.view.ExperimentView;
import io.inferry.experiment.control.view.FindingView;
import io.inferry.experiment.control.view.OffenderView;
import io.inferry.experiment.control.view.PolicyView;
import io.inferry.experiment.control.view.ReportView;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Views as maps and lists, in the order a person wants to read them. A number that there is not is
 * left out: JSON has no NaN.
 */
final class Views {
    private static final double MILLIS = 1000;

    private Views() {}

    static Map<String, Object> experiment(ExperimentView view) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("name", view.name());
        page.put("model", view.model());
        page.put("kind", view.kind());
        page.put("state", view.state());
        if (view.steps() > 0) {
            page.put("step", view.step());
            page.put("steps", view.steps());
        }
        page.put("reason", view.reason());
        page.put("started", view.started().toString());
        page.put("running_seconds", seconds(view.running()));
        page.put("at_step_seconds", seconds(view.atStep()));
        page.put("in_force", view.inForce());
        page.put("arms", view.arms().stream().map(Views::arm).toList());
        page.put("findings", view.findings().stream().map(Views::finding).toList());
        page.put("definition", view.definition());
        return page;
    }

    private static Map<String, Object> arm(ArmView view) {
        Map<String, Object> arm = new LinkedHashMap<>();
        arm.put("target", view.target());
        arm.put("role", view.role());
        arm.put("weight", view.weight());
        arm.put("requests", view.requests());
        arm.put("failures", view.failures());
        arm.put("available", view.available());
        return arm;
    }

    private static Map<String, Object> finding(FindingView view) {
        Map<String, Object> finding = new LinkedHashMap<>();
        finding.put("arm", view.arm());
        finding.put("role", view.role());
        finding.put("metric", view.metric());
        finding.put("verdict", view.verdict());
        put(finding, "difference", view.difference());
        put(finding, "low", view.low());
        put(finding, "high", view.high());
        put(finding, "p", view.p());
        finding.put("text", view.text());
        return finding;
    }

    static List<Map<String, Object>> decisions(List<DecisionView> views) {
        return views.stream().map(Views::decision).toList();
    }

    private static Map<String, Object> decision(DecisionView view) {
        Map<String, Object> decision = new LinkedHashMap<>();
        decision.put("number", view.number());
        decision.put("at", view.at().toString());
        decision.put("act", view.act());
        decision.put("by", view.by());
        decision.put("before", view.before());
        decision.put("after", view.after());
        decision.put("sentence", view.sentence());
        decision.put("weights", view.weights());
        decision.put("evidence", view.evidence());
        return decision;
    }

    static Map<String, Object> report(ReportView view) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("name", view.name());
        page.put("state", view.state());
        page.put("arms", view.arms().stream().map(Views::armReport).toList());
        page.put("findings", view.findings().stream().map(Views::finding).toList());
        page.put("notes", view.notes());
        return page;
    }

    private static Map<String, Object> armReport(ArmReport view) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        view.metrics().forEach((name, value) -> put(metrics, name, value));
        Map<String, Object> arm = new LinkedHashMap<>();
        arm.put("target", view.target());
        arm.put("metrics", metrics);
        arm.put("counts", view.counts());
        arm.put("labels", view.labels());
        arm.put("confusion", view.confusion());
        return arm;
    }

    static List<Map<String, Object>> offenders(List<OffenderView> views) {
        return views.stream().map(Views::offender).toList();
    }

    private static Map<String, Object> offender(OffenderView view) {
        Map<String, Object> offender = new LinkedHashMap<>();
        offender.put("id", view.id());
        put(offender, "difference", view.difference());
        offender.put("why", view.why());
        offender.put("inputs", view.inputs());
        offender.put("live", view.live());
        offender.put("shadow", view.shadow());
        return offender;
    }

    static List<Map<String, Object>> policies(List<PolicyView> views) {
        return views.stream().map(Views::policy).toList();
    }

    private static Map<String, Object> policy(PolicyView view) {
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("policy", view.policy());
        policy.put("samples", view.samples());
        put(policy, "effective_samples", view.effective());
        put(policy, "inverse_propensity", view.inversePropensity());
        put(policy, "self_normalised", view.selfNormalised());
        put(policy, "doubly_robust", view.doublyRobust());
        put(policy, "low", view.low());
        put(policy, "high", view.high());
        return policy;
    }

    private static void put(Map<String, Object> page, String name, double number) {
        if (Double.isFinite(number)) {
            page.put(name, number);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }
}
