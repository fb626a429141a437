"""Writes a small PMML file of each model type, and what it must answer.

The files follow the DMG's specification of PMML 4.4; the answers are computed here by the
specification's formulas, in plain Python, and by no PMML library. Run in this directory:
python3 make_models.py
"""

import json
from math import exp, log, pi, sqrt, tanh

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<PMML version="4.4" xmlns="http://www.dmg.org/PMML-4_4">
  <Header description="%s"><Application name="make_models.py" version="1"/></Header>
%s</PMML>
"""


def field(name, kind="double", values=(), interval=None, optype=None):
    optype = optype or ("continuous" if kind in ("double", "float", "integer") else "categorical")
    inner = "".join('<Value value="%s"/>' % v for v in values)
    if interval:
        inner += '<Interval closure="closedClosed" leftMargin="%s" rightMargin="%s"/>' % interval
    return '    <DataField name="%s" optype="%s" dataType="%s">%s</DataField>\n' % (
        name, optype, kind, inner)


def schema(*fields, target=None):
    lines = ['<MiningField name="%s"/>' % f for f in fields]
    if target:
        lines.append('<MiningField name="%s" usageType="target"/>' % target)
    return "<MiningSchema>%s</MiningSchema>\n" % "".join(lines)


def numbers(*values):
    return {"dtype": "float64", "shape": [len(values)], "data": [float(v) for v in values]}


def matrix(rows):
    return {"dtype": "float64", "shape": [len(rows), len(rows[0])],
            "data": [float(v) for row in rows for v in row]}


def texts(*values):
    return {"dtype": "string", "shape": [len(values)], "data": list(values)}


def text_matrix(rows):
    return {"dtype": "string", "shape": [len(rows), len(rows[0])],
            "data": [v for row in rows for v in row]}


def write(name, fields, body, inputs, outputs):
    dictionary = "  <DataDictionary>\n%s  </DataDictionary>\n" % "".join(fields)
    with open(name + ".pmml", "w") as out:
        out.write(HEAD % (name, dictionary + body))
    with open(name + ".golden.json", "w") as out:
        json.dump({"model": name + ".pmml", "computed_by": "make_models.py, by the formulas of PMML 4.4",
                   "cases": [{"signature": "serving_default", "inputs": inputs, "outputs": outputs}]},
                  out, indent=1)
        out.write("\n")


def softmax(ys):
    total = sum(exp(y) for y in ys)
    return [exp(y) / total for y in ys]


def linear_regression():
    color = {"red": 1.0, "green": -1.0, "blue": 0.0}
    rows = [(1.5, 2, "red"), (-3.25, 10, "green"), (0.0, 0, "blue")]
    write("regression",
          [field("x1"), field("x2", "integer", interval=(0, 100)), field("color", "string", color), field("y")],
          '  <RegressionModel functionName="regression" modelName="linear">' + schema("x1", "x2", "color", target="y")
          + '<RegressionTable intercept="3"><NumericPredictor name="x1" coefficient="2"/>'
            '<NumericPredictor name="x2" exponent="2" coefficient="-0.5"/>'
            '<CategoricalPredictor name="color" value="red" coefficient="1"/>'
            '<CategoricalPredictor name="color" value="green" coefficient="-1"/>'
            '</RegressionTable></RegressionModel>\n',
          {"x1": numbers(*[r[0] for r in rows]), "x2": numbers(*[r[1] for r in rows]),
           "color": texts(*[r[2] for r in rows])},
          {"prediction": numbers(*[3 + 2 * a - 0.5 * b * b + color[c] for a, b, c in rows])})


def logistic_regression():
    tables = {"setosa": (1.0, 2.0, -1.0), "versicolor": (0.5, -1.0, 0.25), "virginica": (0.0, 0.0, 0.0)}
    rows = [(0.5, 1.0), (-2.0, 3.0), (0.0, 0.0)]
    probabilities = [softmax([i + a * x + b * z for i, a, b in tables.values()]) for x, z in rows]
    names = list(tables)
    body = "".join('<RegressionTable targetCategory="%s" intercept="%s"><NumericPredictor name="x" coefficient="%s"/>'
                   '<NumericPredictor name="z" coefficient="%s"/></RegressionTable>' % ((n,) + tables[n]) for n in names)
    write("logistic",
          [field("x"), field("z"), field("species", "string", names)],
          '  <RegressionModel functionName="classification" normalizationMethod="softmax">'
          + schema("x", "z", target="species")
          + '<Output><OutputField name="winner" feature="predictedValue" optype="categorical" dataType="string"/>'
            '<OutputField name="p_setosa" feature="probability" value="setosa" optype="continuous" dataType="double"/>'
            '<OutputField name="doubled" feature="transformedValue" optype="continuous" dataType="double">'
            '<Apply function="*"><FieldRef field="p_setosa"/><Constant dataType="double">2</Constant></Apply></OutputField>'
            '</Output>' + body + '</RegressionModel>\n',
          {"x": numbers(*[r[0] for r in rows]), "z": numbers(*[r[1] for r in rows])},
          {"label": texts(*[names[p.index(max(p))] for p in probabilities]), "probabilities": matrix(probabilities),
           "winner": texts(*[names[p.index(max(p))] for p in probabilities]),
           "p_setosa": numbers(*[p[0] for p in probabilities]),
           "doubled": numbers(*[2 * p[0] for p in probabilities])})


TREE = """<Node id="0" score="no" recordCount="100" defaultChild="1"><True/>
      <ScoreDistribution value="no" recordCount="60"/><ScoreDistribution value="yes" recordCount="40"/>
      <Node id="1" score="no" recordCount="50"><SimplePredicate field="age" operator="lessOrEqual" value="30"/>
        <ScoreDistribution value="no" recordCount="45"/><ScoreDistribution value="yes" recordCount="5"/></Node>
      <Node id="2" score="yes" recordCount="50" defaultChild="3"><SimplePredicate field="age" operator="greaterThan" value="30"/>
        <ScoreDistribution value="no" recordCount="15"/><ScoreDistribution value="yes" recordCount="35"/>
        <Node id="3" score="yes" recordCount="30"><SimpleSetPredicate field="job" booleanOperator="isIn"><Array type="string" n="2">clerk nurse</Array></SimpleSetPredicate>
          <ScoreDistribution value="no" recordCount="3"/><ScoreDistribution value="yes" recordCount="27"/></Node>
        <Node id="4" score="no" recordCount="20"><SimplePredicate field="job" operator="equal" value="none"/>
          <ScoreDistribution value="no" recordCount="12"/><ScoreDistribution value="yes" recordCount="8"/></Node>
      </Node></Node>"""


def tree():
    write("tree",
          [field("age"), field("job", "string", ["clerk", "nurse", "none"]), field("buys", "string", ["no", "yes"])],
          '  <TreeModel functionName="classification" missingValueStrategy="defaultChild" splitCharacteristic="binarySplit">'
          + schema("age", "job", target="buys") + TREE + '</TreeModel>\n',
          # The last two rows lack age, then job: the default children.
          {"age": numbers(20, 40, 50, 31), "job": texts("none", "nurse", "none", "")},
          {"label": texts("no", "yes", "no", "yes"), "node_id": texts("1", "3", "4", "3"),
           "probabilities": matrix([[45 / 50, 5 / 50], [3 / 30, 27 / 30], [12 / 20, 8 / 20], [3 / 30, 27 / 30]])})


def general_regression():
    rows = [(2.0, "a"), (1.0, "b")]
    write("general_regression",
          [field("x"), field("f", "string", ["a", "b"]), field("y")],
          '  <GeneralRegressionModel functionName="regression" modelType="generalizedLinear" linkFunction="log" '
          'targetVariableName="y">' + schema("x", "f", target="y")
          + '<ParameterList><Parameter name="p0" label="Intercept"/><Parameter name="p1" label="x"/><Parameter name="p2" label="f=a"/></ParameterList>'
            '<FactorList><Predictor name="f"/></FactorList><CovariateList><Predictor name="x"/></CovariateList>'
            '<PPMatrix><PPCell value="1" predictorName="x" parameterName="p1"/><PPCell value="a" predictorName="f" parameterName="p2"/></PPMatrix>'
            '<ParamMatrix><PCell parameterName="p0" beta="0.5"/><PCell parameterName="p1" beta="0.25"/><PCell parameterName="p2" beta="-1"/></ParamMatrix>'
            '</GeneralRegressionModel>\n',
          {"x": numbers(*[r[0] for r in rows]), "f": texts(*[r[1] for r in rows])},
          {"prediction": numbers(*[exp(0.5 + 0.25 * x + (-1 if f == "a" else 0)) for x, f in rows])})


def multinomial():
    rows = [(0.3,), (-4.0,)]
    probabilities = [softmax([0.5 + 2 * x, -1 + x, 0]) for x, in rows]
    names = ["low", "mid", "high"]
    cells = "".join('<PCell targetCategory="%s" parameterName="%s" beta="%s"/>' % c for c in
                    [("low", "p0", 0.5), ("low", "p1", 2), ("mid", "p0", -1), ("mid", "p1", 1)])
    write("multinomial",
          [field("x"), field("level", "string", names)],
          '  <GeneralRegressionModel functionName="classification" modelType="multinomialLogistic" '
          'targetVariableName="level" targetReferenceCategory="high">' + schema("x", target="level")
          + '<ParameterList><Parameter name="p0"/><Parameter name="p1"/></ParameterList>'
            '<CovariateList><Predictor name="x"/></CovariateList>'
            '<PPMatrix><PPCell value="1" predictorName="x" parameterName="p1"/></PPMatrix>'
            '<ParamMatrix>' + cells + '</ParamMatrix></GeneralRegressionModel>\n',
          {"x": numbers(*[r[0] for r in rows])},
          {"label": texts(*[names[p.index(max(p))] for p in probabilities]), "probabilities": matrix(probabilities)})


def neural_network():
    rows = [(0.5, -1.0), (2.0, 1.0)]

    def run(x, z):
        a, b = tanh(0.1 + 0.5 * x - 0.25 * z), tanh(-0.2 + 1.0 * x + 0.75 * z)
        return softmax([0.3 + 1.5 * a - 2 * b, -0.3 - 1 * a + 0.5 * b])

    probabilities = [run(*r) for r in rows]
    neuron = lambda i, bias, pairs: '<Neuron id="%s" bias="%s">%s</Neuron>' % (
        i, bias, "".join('<Con from="%s" weight="%s"/>' % p for p in pairs))
    ins = "".join('<NeuralInput id="%s"><DerivedField optype="continuous" dataType="double"><FieldRef field="%s"/></DerivedField></NeuralInput>' % p
                  for p in [("i0", "x"), ("i1", "z")])
    outs = "".join('<NeuralOutput outputNeuron="%s"><DerivedField optype="categorical" dataType="string"><NormDiscrete field="side" value="%s"/></DerivedField></NeuralOutput>' % p
                   for p in [("o0", "left"), ("o1", "right")])
    write("neural_network",
          [field("x"), field("z"), field("side", "string", ["left", "right"])],
          '  <NeuralNetwork functionName="classification" activationFunction="tanh">' + schema("x", "z", target="side")
          + '<NeuralInputs>' + ins + '</NeuralInputs><NeuralLayer>'
          + neuron("h0", 0.1, [("i0", 0.5), ("i1", -0.25)]) + neuron("h1", -0.2, [("i0", 1.0), ("i1", 0.75)])
          + '</NeuralLayer><NeuralLayer activationFunction="identity" normalizationMethod="softmax">'
          + neuron("o0", 0.3, [("h0", 1.5), ("h1", -2)]) + neuron("o1", -0.3, [("h0", -1), ("h1", 0.5)])
          + '</NeuralLayer><NeuralOutputs>' + outs + '</NeuralOutputs></NeuralNetwork>\n',
          {"x": numbers(*[r[0] for r in rows]), "z": numbers(*[r[1] for r in rows])},
          {"label": texts(*["left" if p[0] > p[1] else "right" for p in probabilities]),
           "probabilities": matrix(probabilities)})


def stump(function, score, left, right, threshold="0", target="", extra=""):
    return ('<TreeModel functionName="%s"%s>%s<Node score="%s"><True/>'
            '<Node score="%s"><SimplePredicate field="x" operator="lessOrEqual" value="%s"/></Node>'
            '<Node score="%s"><SimplePredicate field="x" operator="greaterThan" value="%s"/></Node></Node></TreeModel>' % (
                function, extra, schema("x", **({"target": target} if target else {})), score, left, threshold, right, threshold))


def ensembles():
    segments = lambda models: "".join('<Segment id="%d"%s><True/>%s</Segment>' % (i, w, m) for i, (w, m) in enumerate(models))
    mining = lambda function, method, models, target, extra="": (
        '  <MiningModel functionName="%s">%s%s<Segmentation multipleModelMethod="%s">%s</Segmentation></MiningModel>\n' % (
            function, schema("x", target=target), extra, method, segments(models)))
    xs = [-1.0, 0.5, 2.0]
    write("forest_average", [field("x"), field("y")],
          mining("regression", "weightedAverage",
                 [(' weight="3"', stump("regression", 0, 1, 2, "0", "y")), (' weight="1"', stump("regression", 0, 10, 20, "1", "y"))], "y"),
          {"x": numbers(*xs)},
          {"prediction": numbers(*[(3 * (1 if x <= 0 else 2) + (10 if x <= 1 else 20)) / 4 for x in xs])})
    names = ["a", "b"]
    votes = lambda x: [n for n in ("a" if x <= 0 else "b", "a" if x <= 1 else "b", "b" if x <= -2 else "a")]
    write("forest_vote", [field("x"), field("c", "string", names)],
          mining("classification", "majorityVote",
                 [("", stump("classification", "a", "a", "b", "0", "c")), ("", stump("classification", "a", "a", "b", "1", "c")),
                  ("", stump("classification", "a", "b", "a", "-2", "c"))], "c"),
          {"x": numbers(*xs)},
          {"label": texts(*[max(names, key=votes(x).count) for x in xs]),
           "probabilities": matrix([[votes(x).count(n) / 3 for n in names] for x in xs])})
    weights = (0.5, 0.2, 0.8)
    share = lambda x, n: sum(w for w, v in zip(weights, votes(x)) if v == n) / sum(weights)
    write("forest_weighted_vote", [field("x"), field("c", "string", names)],
          mining("classification", "weightedMajorityVote",
                 [(' weight="%s"' % w, m) for w, m in zip(weights, [stump("classification", "a", "a", "b", "0", "c"),
                  stump("classification", "a", "a", "b", "1", "c"), stump("classification", "a", "b", "a", "-2", "c")])], "c"),
          {"x": numbers(*xs)},
          {"label": texts(*["a" if share(x, "a") > share(x, "b") else "b" for x in xs]),
           "probabilities": matrix([[share(x, n) for n in names] for x in xs])})
    # As exporters of random forests write it: trees without a target, leaves that count, splits on floats.
    leaf = lambda id_, predicate, a, b: (
        '<Node id="%s" score="%s" recordCount="%d">%s<ScoreDistribution value="a" recordCount="%d"/>'
        '<ScoreDistribution value="b" recordCount="%d"/></Node>' % (id_, "a" if a >= b else "b", a + b, predicate, a, b))
    counted = lambda t, left, right: (
        '<TreeModel functionName="classification" noTrueChildStrategy="returnLastPrediction" missingValueStrategy="nullPrediction">'
        + schema("float(x)") + '<Node><True/>'
        + leaf("1", '<SimplePredicate field="float(x)" operator="lessOrEqual" value="%s"/>' % t, *left)
        + leaf("2", "<True/>", *right) + '</Node></TreeModel>')
    trees = [(0, (8, 2), (3, 7)), (1, (1, 4), (9, 1)), (0.25, (6, 4), (0, 10))]
    part = lambda x, i: sum((l if x <= t else r)[i] / sum(l if x <= t else r) for t, l, r in trees) / 3
    float_x = ('<LocalTransformations><DerivedField name="float(x)" optype="continuous" dataType="float">'
               '<FieldRef field="x"/></DerivedField></LocalTransformations>')
    write("forest_probabilities", [field("x"), field("c", "string", names)],
          mining("classification", "average", [("", counted(*t)) for t in trees], "c",
                 '<Output><OutputField name="probability(a)" optype="continuous" dataType="double" feature="probability" value="a"/></Output>' + float_x),
          {"x": numbers(*xs)},
          {"label": texts(*["a" if part(x, 0) > part(x, 1) else "b" for x in xs]),
           "probabilities": matrix([[part(x, 0), part(x, 1)] for x in xs]),
           "probability(a)": numbers(*[part(x, 0) for x in xs])})
    # As exporters of gradient boosting write it: a sum of trees, then the link.
    inner = ('<MiningModel functionName="regression">' + schema("x")
             + '<Output><OutputField name="margin" feature="predictedValue" optype="continuous" dataType="double" isFinalResult="false"/></Output>'
             + '<Segmentation multipleModelMethod="sum">'
             + segments([("", stump("regression", 0, -1.5, 0.5)), ("", stump("regression", 0, 0.25, 1, "1"))])
             + '</Segmentation></MiningModel>')
    link = ('<RegressionModel functionName="classification" normalizationMethod="logit">' + schema("margin", target="c")
            + '<RegressionTable targetCategory="b" intercept="0"><NumericPredictor name="margin" coefficient="1"/></RegressionTable>'
              '<RegressionTable targetCategory="a" intercept="0"/></RegressionModel>')
    margin = lambda x: (-1.5 if x <= 0 else 0.5) + (0.25 if x <= 1 else 1)
    p = [1 / (1 + exp(-margin(x))) for x in xs]
    write("boosted_chain", [field("x"), field("c", "string", names)],
          mining("classification", "modelChain", [("", inner), ("", link)], "c"),
          {"x": numbers(*xs)},
          {"label": texts(*["b" if q > 0.5 else "a" for q in p]), "probabilities": matrix([[1 - q, q] for q in p])})
    # Three classes, one sum of trees each; the chain has an output of its own.
    three = ["a", "b", "c"]
    steps = {"a": (0, -1.0, 0.5), "b": (1, 0.25, -0.75), "c": (-0.5, 0.0, 1.25)}
    sums = [("", '<MiningModel functionName="regression">' + schema("x")
             + '<Output><OutputField name="margin_%s" feature="predictedValue" optype="continuous" dataType="double" isFinalResult="false"/></Output>' % n
             + '<Segmentation multipleModelMethod="sum">' + segments([("", stump("regression", 0, left, right, t))])
             + '</Segmentation></MiningModel>') for n, (t, left, right) in steps.items()]
    link = ('<RegressionModel functionName="classification" normalizationMethod="softmax">'
            + schema(*["margin_" + n for n in three], target="k")
            + "".join('<RegressionTable targetCategory="%s" intercept="0"><NumericPredictor name="margin_%s" coefficient="1"/></RegressionTable>' % (n, n) for n in three)
            + '</RegressionModel>')
    p = [softmax([left if x <= t else right for t, left, right in steps.values()]) for x in xs]
    write("boosted_classes", [field("x"), field("k", "string", three)],
          mining("classification", "modelChain", sums + [("", link)], "k",
                 '<Output><OutputField name="p_c" optype="continuous" dataType="double" feature="probability" value="c"/>'
                 '<OutputField name="winner" optype="categorical" dataType="string" feature="predictedValue"/></Output>'),
          {"x": numbers(*xs)},
          {"label": texts(*[three[q.index(max(q))] for q in p]), "probabilities": matrix(p),
           "p_c": numbers(*[q[2] for q in p]), "winner": texts(*[three[q.index(max(q))] for q in p])})
    pick = ('  <MiningModel functionName="regression">' + schema("x", target="y") + '<Segmentation multipleModelMethod="selectFirst">'
            '<Segment><SimplePredicate field="x" operator="lessThan" value="0"/><RegressionModel functionName="regression">'
            + schema("x", target="y") + '<RegressionTable intercept="7"/></RegressionModel></Segment>'
            '<Segment><True/><RegressionModel functionName="regression">' + schema("x", target="y")
            + '<RegressionTable intercept="1"><NumericPredictor name="x" coefficient="3"/></RegressionTable></RegressionModel></Segment>'
            '</Segmentation></MiningModel>\n')
    write("select_first", [field("x"), field("y")], pick, {"x": numbers(*xs)},
          {"prediction": numbers(*[7 if x < 0 else 1 + 3 * x for x in xs])})


def clustering():
    centers = {"near": (0.0, 0.0), "far": (10.0, 5.0), "low": (0.0, -6.0)}
    rows = [(1.0, 1.0), (8.0, 8.0), (-1.0, -4.0)]
    distance = lambda r, c: sqrt((r[0] - c[0]) ** 2 + (r[1] - c[1]) ** 2)
    best = [min(centers, key=lambda n: distance(r, centers[n])) for r in rows]
    clusters = "".join('<Cluster id="%s"><Array type="real" n="2">%s %s</Array></Cluster>' % ((n,) + c) for n, c in centers.items())
    write("kmeans", [field("x"), field("z")],
          '  <ClusteringModel functionName="clustering" modelClass="centerBased" numberOfClusters="3">' + schema("x", "z")
          + '<ComparisonMeasure kind="distance" compareFunction="absDiff"><euclidean/></ComparisonMeasure>'
            '<ClusteringField field="x"/><ClusteringField field="z"/>' + clusters + '</ClusteringModel>\n',
          {"x": numbers(*[r[0] for r in rows]), "z": numbers(*[r[1] for r in rows])},
          {"cluster": texts(*best), "distance": numbers(*[distance(r, centers[b]) for r, b in zip(rows, best)])})


def neighbors():
    training = [("i1", 0.0, 0.0, "blue", 1.0), ("i2", 1.0, 0.0, "blue", 2.0), ("i3", 5.0, 5.0, "red", 30.0),
                ("i4", 6.0, 5.0, "red", 40.0), ("i5", 0.0, 2.0, "red", 9.0)]
    queries = [(0.25, 0.5), (5.5, 4.0)]
    nearest = [sorted(training, key=lambda t: (t[1] - q[0]) ** 2 + (t[2] - q[1]) ** 2)[:3] for q in queries]
    distance = lambda q, t: sqrt((t[1] - q[0]) ** 2 + (t[2] - q[1]) ** 2)
    table = ('<TrainingInstances isTransformed="false" recordCount="5" fieldCount="5"><InstanceFields>'
             + "".join('<InstanceField field="%s" column="%s"/>' % (c, c) for c in ("id", "x", "z", "color", "y"))
             + '</InstanceFields><InlineTable>'
             + "".join("<row><id>%s</id><x>%s</x><z>%s</z><color>%s</color><y>%s</y></row>" % t for t in training)
             + '</InlineTable></TrainingInstances><ComparisonMeasure kind="distance"><euclidean/></ComparisonMeasure>'
               '<KNNInputs><KNNInput field="x" compareFunction="absDiff"/><KNNInput field="z" compareFunction="absDiff"/></KNNInputs>')
    fields = [field("id", "string"), field("x"), field("z"), field("color", "string", ["blue", "red"]), field("y")]
    model = lambda attributes, target: (
        '  <NearestNeighborModel numberOfNeighbors="3" %s>%s%s</NearestNeighborModel>\n' % (
            attributes, schema("x", "z", **({"target": target} if target else {})), table))
    inputs = {"x": numbers(*[q[0] for q in queries]), "z": numbers(*[q[1] for q in queries])}
    colors = [[t[3] for t in near] for near in nearest]
    write("neighbors_vote", fields, model('functionName="classification" categoricalScoringMethod="majorityVote"', "color"), inputs,
          {"label": texts(*[max(c, key=c.count) for c in colors])})
    write("neighbors_average", fields, model('functionName="regression" continuousScoringMethod="average"', "y"), inputs,
          {"prediction": numbers(*[sum(t[4] for t in near) / 3 for near in nearest])})
    write("neighbors_ids", fields, model('functionName="clustering" instanceIdVariable="id"', None), inputs,
          {"neighbors": text_matrix([[t[0] for t in near] for near in nearest]),
           "distances": matrix([[distance(q, t) for t in near] for q, near in zip(queries, nearest)])})


def naive_bayes():
    counts = {"yes": 9.0, "no": 5.0}
    outlook = {"sunny": {"yes": 2, "no": 3}, "overcast": {"yes": 4, "no": 1}, "rainy": {"yes": 3, "no": 1}}
    normal = {"yes": (73.0, 36.0), "no": (80.0, 49.0)}
    density = lambda v, m, s2: exp(-(v - m) ** 2 / (2 * s2)) / sqrt(2 * pi * s2)

    def run(sky, heat):
        ls = []
        for c in counts:
            l = counts[c] * outlook[sky][c] / sum(o[c] for o in outlook.values())
            ls.append(l * density(heat, *normal[c]))
        return [l / sum(ls) for l in ls]

    rows = [("sunny", 75.0), ("overcast", 70.0), ("rainy", 85.0)]
    probabilities = [run(*r) for r in rows]
    pairs = "".join('<PairCounts value="%s"><TargetValueCounts>%s</TargetValueCounts></PairCounts>' % (
        v, "".join('<TargetValueCount value="%s" count="%s"/>' % p for p in o.items())) for v, o in outlook.items())
    stats = "".join('<TargetValueStat value="%s"><GaussianDistribution mean="%s" variance="%s"/></TargetValueStat>' % ((c,) + normal[c])
                    for c in normal)
    write("naive_bayes",
          [field("outlook", "string", outlook), field("heat"), field("play", "string", counts)],
          '  <NaiveBayesModel functionName="classification" threshold="0.001">' + schema("outlook", "heat", target="play")
          + '<BayesInputs><BayesInput fieldName="outlook">' + pairs + '</BayesInput><BayesInput fieldName="heat"><TargetValueStats>'
          + stats + '</TargetValueStats></BayesInput></BayesInputs><BayesOutput fieldName="play"><TargetValueCounts>'
          + "".join('<TargetValueCount value="%s" count="%s"/>' % p for p in counts.items())
          + '</TargetValueCounts></BayesOutput></NaiveBayesModel>\n',
          {"outlook": texts(*[r[0] for r in rows]), "heat": numbers(*[r[1] for r in rows])},
          {"label": texts(*["yes" if p[0] > p[1] else "no" for p in probabilities]), "probabilities": matrix(probabilities)})


def rule_set():
    write("rules",
          [field("k"), field("bp", "string", ["low", "high"]), field("drug", "string", ["A", "B", "C"])],
          '  <RuleSetModel functionName="classification">' + schema("k", "bp", target="drug")
          + '<RuleSet defaultScore="C" defaultConfidence="0.1" recordCount="100" nbCorrect="50"><RuleSelectionMethod criterion="firstHit"/>'
            '<SimpleRule id="r1" score="A" confidence="0.9"><CompoundPredicate booleanOperator="and">'
            '<SimplePredicate field="bp" operator="equal" value="high"/><SimplePredicate field="k" operator="greaterThan" value="0.05"/>'
            '</CompoundPredicate></SimpleRule>'
            '<SimpleRule id="r2" score="B" confidence="0.6"><SimplePredicate field="k" operator="greaterThan" value="0.03"/></SimpleRule>'
            '</RuleSet></RuleSetModel>\n',
          {"k": numbers(0.06, 0.06, 0.01), "bp": texts("high", "low", "high")},
          {"label": texts("A", "B", "C"), "confidence": numbers(0.9, 0.6, 0.1)})


def scorecard():
    # Partial scores; points missed are baseline minus partial score, the largest first.
    write("scorecard",
          [field("department", "string", ["marketing", "engineering", "business"]), field("age", "integer"), field("income"), field("score")],
          '  <Scorecard functionName="regression" useReasonCodes="true" reasonCodeAlgorithm="pointsBelow" initialScore="10" baselineMethod="other">'
          + schema("department", "age", "income", target="score")
          + '<Output><OutputField name="reason1" feature="reasonCode" rank="1" dataType="string" optype="categorical"/>'
            '<OutputField name="reason2" feature="reasonCode" rank="2" dataType="string" optype="categorical"/></Output>'
            '<Characteristics>'
            '<Characteristic name="department" reasonCode="RC1" baselineScore="19">'
            '<Attribute partialScore="19"><SimplePredicate field="department" operator="equal" value="marketing"/></Attribute>'
            '<Attribute partialScore="3"><SimplePredicate field="department" operator="equal" value="engineering"/></Attribute>'
            '<Attribute partialScore="0"><True/></Attribute></Characteristic>'
            '<Characteristic name="age" reasonCode="RC2" baselineScore="18">'
            '<Attribute partialScore="-1"><SimplePredicate field="age" operator="lessOrEqual" value="18"/></Attribute>'
            '<Attribute partialScore="12"><SimplePredicate field="age" operator="greaterThan" value="18"/></Attribute></Characteristic>'
            '<Characteristic name="income" baselineScore="10">'
            '<Attribute partialScore="26" reasonCode="RC3"><SimplePredicate field="income" operator="lessOrEqual" value="1000"/></Attribute>'
            '<Attribute partialScore="5" reasonCode="RC4"><SimplePredicate field="income" operator="greaterThan" value="1000"/></Attribute></Characteristic>'
            '</Characteristics></Scorecard>\n',
          {"department": texts("engineering", "marketing"), "age": numbers(25, 18), "income": numbers(500, 2000)},
          # Points missed: RC1 16, RC2 6, RC3 -16; and RC1 0, RC2 19, RC4 5.
          {"score": numbers(10 + 3 + 12 + 26, 10 + 19 - 1 + 5),
           "reason1": texts("RC1", "RC2"), "reason2": texts("RC2", "RC4")})


def support_vectors():
    rows = [(1.0, 2.0), (-1.0, 0.5)]
    vectors = {"v1": (1.0, 1.0), "v2": (-1.0, 0.0)}
    gamma, coefficients, intercept = 0.5, (0.75, -1.25), 0.1
    kernel = lambda a, b: exp(-gamma * ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2))
    value = lambda r: intercept + sum(c * kernel(r, v) for c, v in zip(coefficients, vectors.values()))
    dictionary = ('<VectorDictionary numberOfVectors="2"><VectorFields numberOfFields="2"><FieldRef field="x"/><FieldRef field="z"/></VectorFields>'
                  + "".join('<VectorInstance id="%s"><Array type="real" n="2">%s %s</Array></VectorInstance>' % ((n,) + v) for n, v in vectors.items())
                  + '</VectorDictionary>')
    machine = ('<SupportVectors numberOfAttributes="2" numberOfSupportVectors="2"><SupportVector vectorId="v1"/><SupportVector vectorId="v2"/></SupportVectors>'
               '<Coefficients numberOfCoefficients="2" absoluteValue="%s"><Coefficient value="%s"/><Coefficient value="%s"/></Coefficients>' % ((intercept,) + coefficients))
    inputs = {"x": numbers(*[r[0] for r in rows]), "z": numbers(*[r[1] for r in rows])}
    write("svm_regression", [field("x"), field("z"), field("y")],
          '  <SupportVectorMachineModel functionName="regression">' + schema("x", "z", target="y")
          + '<RadialBasisKernelType gamma="%s"/>' % gamma + dictionary
          + '<SupportVectorMachine>' + machine + '</SupportVectorMachine></SupportVectorMachineModel>\n',
          inputs, {"prediction": numbers(*[value(r) for r in rows])})
    # Below the threshold of 0 it is the target category.
    write("svm_classes", [field("x"), field("z"), field("c", "string", ["no", "yes"])],
          '  <SupportVectorMachineModel functionName="classification" threshold="0" classificationMethod="OneAgainstOne">'
          + schema("x", "z", target="c") + '<RadialBasisKernelType gamma="%s"/>' % gamma + dictionary
          + '<SupportVectorMachine targetCategory="no" alternateTargetCategory="yes">' + machine
          + '</SupportVectorMachine></SupportVectorMachineModel>\n',
          inputs, {"label": texts(*["no" if value(r) < 0 else "yes" for r in rows])})


def isolation_forest():
    n = 256
    c = 2 * (log(n - 1) + 0.57721566) - 2 * (n - 1) / n
    segments = "".join("<Segment><True/>%s</Segment>" % stump("regression", 0, left, right, t)
                       for left, right, t in [(2, 8, "0"), (3, 9, "1")])
    xs = [-1.0, 0.5, 5.0]
    depth = lambda x: ((2 if x <= 0 else 8) + (3 if x <= 1 else 9)) / 2
    write("isolation_forest", [field("x")],
          '  <AnomalyDetectionModel functionName="regression" algorithmType="iforest" sampleDataSize="%d">' % n + schema("x")
          + '<MiningModel functionName="regression">' + schema("x")
          + '<Output><OutputField name="depth" feature="predictedValue" optype="continuous" dataType="double"/></Output>'
          + '<Segmentation multipleModelMethod="average">' + segments
          + '</Segmentation></MiningModel></AnomalyDetectionModel>\n',
          {"x": numbers(*xs)}, {"score": numbers(*[2 ** (-depth(x) / c) for x in xs])})


linear_regression()
logistic_regression()
tree()
general_regression()
multinomial()
neural_network()
ensembles()
clustering()
neighbors()
naive_bayes()
rule_set()
scorecard()
support_vectors()
isolation_forest()
