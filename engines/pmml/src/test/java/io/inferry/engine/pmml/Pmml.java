package io.inferry.engine.pmml;

/** PMML documents of a few lines, for tests that care about one thing each. */
final class Pmml {
    private Pmml() {}

    /** A document. */
    static String document(String dictionary, String model) {
        return """
        <?xml version="1.0"?>
        <PMML version="4.4" xmlns="http://www.dmg.org/PMML-4_4"><Header/>
        <DataDictionary>%s</DataDictionary>
        %s
        </PMML>
        """
                .formatted(dictionary, model);
    }

    /** A data field. */
    static String field(String name, String optype, String dataType, String inner) {
        return "<DataField name=\"%s\" optype=\"%s\" dataType=\"%s\">%s</DataField>"
                .formatted(name, optype, dataType, inner);
    }

    /**
     * A regression {@code y = 1 + 2 x} where {@code x} is the field.
     *
     * @param rules attributes of the mining field
     */
    static String regression(String field, String rules) {
        return document(
                field + field("y", "continuous", "double", ""),
                """
                <RegressionModel functionName="regression"><MiningSchema>
                <MiningField name="x" %s/><MiningField name="y" usageType="target"/></MiningSchema>
                <RegressionTable intercept="1"><NumericPredictor name="x" coefficient="2"/>
                </RegressionTable></RegressionModel>
                """
                        .formatted(rules));
    }

    /**
     * A tree that answers {@code hit} where the text field {@code x} is {@code red}, {@code other}
     * where it is not, and has no answer where it is missing.
     *
     * @param rules attributes of the mining field
     * @param tree attributes of the tree
     */
    static String tree(String field, String rules, String tree) {
        return document(
                field + field("y", "categorical", "string", ""),
                """
                <TreeModel functionName="classification" %s><MiningSchema>
                <MiningField name="x" %s/><MiningField name="y" usageType="target"/></MiningSchema>
                <Node><True/>
                <Node score="hit"><SimplePredicate field="x" operator="equal" value="red"/></Node>
                <Node score="other"><SimplePredicate field="x" operator="notEqual" value="red"/>
                </Node></Node></TreeModel>
                """
                        .formatted(tree, rules));
    }
}
