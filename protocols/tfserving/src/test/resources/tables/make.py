# Trains passengers.txt and writes passengers.golden.json: LightGBM's own answers.
# Needs lightgbm 4.7.0 and pandas. bc_xgboost.json is of scikit-learn's breast cancer set, XGBoost 1.7.4.
import json, numpy as np, pandas as pd, lightgbm as lgb
rng = np.random.default_rng(7)
n = 900
age = rng.uniform(1, 80, n).round(1)
age[rng.random(n) < 0.2] = np.nan
sex = pd.Categorical(rng.choice(["female", "male"], n), categories=["female", "male"])
fare = rng.gamma(2, 15, n).round(2)
deck = rng.choice(["A", "B", "C", "D, rear", "é"], n)
deck = pd.Series(deck).where(rng.random(n) > 0.3)
deck = pd.Categorical(deck, categories=["A", "B", "C", "D, rear", "é"])
alone = rng.integers(0, 2, n)
score = (sex == "female") * 2.0 + (fare > 30) * 1.0 - (np.nan_to_num(age, nan=30) > 50) * 1.2 + (deck == "B") * 1.5 - alone * 0.5 - 1
y = (rng.random(n) < 1 / (1 + np.exp(-score))).astype(int)
X = pd.DataFrame({"age": age, "sex": sex, "fare": fare, "deck": deck, "alone": alone})
booster = lgb.train({"objective": "binary", "num_leaves": 8, "learning_rate": 0.2, "verbose": -1, "seed": 1, "min_data_in_leaf": 5, "cat_smooth": 1, "min_data_per_group": 5},
    lgb.Dataset(X, y), num_boost_round=12)
booster.save_model("passengers.txt")
rows = [
  {"age": 39, "sex": "male", "fare": 7.25, "deck": None, "alone": 1},
  {"age": 38.5, "sex": "female", "fare": 71.28, "deck": "C", "alone": 0},
  {"age": None, "sex": "female", "fare": 8.05, "deck": "B", "alone": 1},
  {"age": 54, "sex": "male", "fare": 51.86, "deck": "é", "alone": 1},
  {"age": 4, "sex": None, "fare": 16.7, "deck": "D, rear", "alone": 0},
  {"age": 70, "sex": "male", "fare": None, "deck": "A", "alone": None},
]
T = pd.DataFrame(rows, columns=list(X.columns))
for c in ("age", "fare", "alone"): T[c] = pd.to_numeric(T[c]).astype(float)
for c in ("sex", "deck"): T[c] = pd.Categorical(T[c], categories=X[c].cat.categories)
p = booster.predict(T)
c = booster.predict(T, pred_contrib=True)
json.dump({"computed_by": "lightgbm " + lgb.__version__, "rows": rows, "probabilities": p.tolist(), "contributions": c.tolist()},
          open("passengers.golden.json", "w"), ensure_ascii=False)
print(p)
