"""Makes the table model that TablesIT serves, and what its own library answers for some rows.

Needs lightgbm and pandas. Customers of a made-up telephone company, of mixed columns: whole and broken numbers, booleans,
two columns of texts (one with quotes, commas and umlauts), and missing values of both kinds.
 churn.txt    three classes: stays, leaves, downgrades (LightGBM's text; the categories are in its last line)
 churn.json   60 customers as records, and LightGBM's probabilities and contributions (pred_contrib) for each
"""
import json
import os

import lightgbm
import numpy as np
import pandas as pd

HERE = os.path.dirname(os.path.abspath(__file__))
CLASSES = ["stays", "leaves", "downgrades"]
CONTRACTS = ["monthly", "yearly", "two years"]
TOWNS = ["Köln", "Zürich", 'Sankt "Ulrich", am See', "Ulm", "Bern", "Łódź"]
ROWS = 3000
SHOWN = 60


def customers(random, count):
    frame = pd.DataFrame(
        {
            "months": random.integers(0, 72, count),
            "bill": np.round(random.gamma(4, 12, count), 2),
            "contract": random.choice(CONTRACTS, count),
            "paperless": random.random(count) < 0.5,
            "town": random.choice(TOWNS, count),
            "support calls": random.poisson(1.5, count).astype(float),
        }
    )
    frame.loc[random.random(count) < 0.1, "bill"] = np.nan
    frame.loc[random.random(count) < 0.1, "support calls"] = np.nan
    frame.loc[random.random(count) < 0.05, "town"] = None
    frame["contract"] = pd.Categorical(frame["contract"], categories=CONTRACTS)
    frame["town"] = pd.Categorical(frame["town"], categories=TOWNS)
    return frame


def outcomes(random, frame):
    leaves = (
        1.2 * (frame["contract"] == "monthly")
        + 0.6 * (frame["support calls"].fillna(0) > 2)
        - 0.03 * frame["months"]
        + 0.8 * frame["town"].isin(["Ulm", "Łódź"]).astype(float)
    )
    downgrades = 0.02 * (frame["bill"].fillna(40) - 40) + 0.5 * frame["paperless"]
    scores = np.stack([np.zeros(len(frame)), leaves, downgrades - 0.5], axis=1)
    scores = scores + random.gumbel(size=scores.shape)
    return scores.argmax(axis=1)


def record(row):
    values = {}
    for name, value in row.items():
        if value is None or (not isinstance(value, str) and pd.isna(value)):
            values[name] = None
        elif isinstance(value, (bool, np.bool_)):
            values[name] = bool(value)
        elif isinstance(value, (int, np.integer)):
            values[name] = int(value)
        elif isinstance(value, float):
            values[name] = float(value)
        else:
            values[name] = str(value)
    return values


def main():
    random = np.random.default_rng(20260)
    frame = customers(random, ROWS)
    labels = outcomes(random, frame)
    # LightGBM writes blanks in names as underscores, and so does the server.
    frame = frame.rename(columns={"support calls": "support_calls"})
    data = lightgbm.Dataset(frame, labels)
    parameters = {
        "objective": "multiclass",
        "num_class": len(CLASSES),
        "num_leaves": 12,
        "min_data_per_group": 20,
        "seed": 1,
        "verbose": -1,
    }
    booster = lightgbm.train(parameters, data, num_boost_round=20)
    booster.save_model(os.path.join(HERE, "churn.txt"))

    shown = frame.tail(SHOWN)
    probabilities = booster.predict(shown)
    contributions = booster.predict(shown, pred_contrib=True)
    golden = {
        "computed_by": "lightgbm " + lightgbm.__version__,
        "classes": CLASSES,
        "columns": list(frame.columns),
        "records": [record(row) for row in shown.to_dict("records")],
        "probabilities": probabilities.tolist(),
        "labels": [CLASSES[i] for i in probabilities.argmax(axis=1)],
        "contributions": contributions.reshape(SHOWN, len(CLASSES), -1).tolist(),
    }
    with open(os.path.join(HERE, "churn.json"), "w", encoding="utf-8") as out:
        json.dump(golden, out, ensure_ascii=False)


main()
