"""Golden numbers for test/models; see README.md beside this file."""

import json
import pathlib
import sys

import lightgbm as lgb
import numpy as np
import shap
import sklearn
from sklearn.calibration import calibration_curve
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score

HERE = pathlib.Path(__file__).parent
VERSIONS = {
    "python": sys.version.split()[0],
    "numpy": np.__version__,
    "scikit-learn": sklearn.__version__,
    "lightgbm": lgb.__version__,
    "shap": shap.__version__,
}


def write(name, data):
    plain = lambda v: v.tolist() if hasattr(v, "tolist") else v
    text = json.dumps({"versions": VERSIONS, **data}, default=plain).replace("NaN", "null")
    (HERE / name).write_text(text + "\n")
    print(name, len(text))


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def metrics():
    rng = np.random.default_rng(11)
    p = np.round(sigmoid(rng.normal(-0.5, 1.2, 400)), 2)  # rounding makes ties
    p = np.clip(p, 0.01, 0.99)
    y = (rng.random(400) < p).astype(int)
    distinct = sigmoid(rng.normal(0, 1, 405))
    z = (rng.random(405) < distinct**1.5).astype(int)
    order = np.argsort(distinct)
    bins = [order[(b * 405) // 10 : ((b + 1) * 405) // 10] for b in range(10)]
    ece = sum(len(b) * abs(distinct[b].mean() - z[b].mean()) for b in bins) / 405
    # 400 distinct scores: the quantile bins of scikit-learn hold 40 each, as ours do.
    shares, means = calibration_curve(z[:400], distinct[:400], n_bins=10, strategy="quantile")
    write(
        "metrics.json",
        {
            "scores": p,
            "labels": y,
            "auc": roc_auc_score(y, p),
            "averagePrecision": average_precision_score(y, p),
            "brier": brier_score_loss(y, p),
            "logLoss": log_loss(y, p),
            "distinctScores": distinct,
            "distinctLabels": z,
            "ece": ece,
            "eceOf400": np.abs(shares - means).mean(),
        },
    )


def isotonic():
    rng = np.random.default_rng(12)
    x = np.round(rng.random(300), 2)
    y = (rng.random(300) < x**2).astype(int)
    w = rng.integers(1, 4, 300).astype(float)
    at = np.linspace(0, 1, 41)
    fitted = IsotonicRegression(out_of_bounds="clip").fit(x, y)
    weighted = IsotonicRegression(out_of_bounds="clip").fit(x, y, sample_weight=w)
    write(
        "isotonic.json",
        {
            "x": x,
            "y": y,
            "weights": w,
            "at": at,
            "values": fitted.predict(at),
            "weightedValues": weighted.predict(at),
            "knots": np.unique(x),
            "knotValues": fitted.predict(np.unique(x)),
            "weightedKnotValues": weighted.predict(np.unique(x)),
        },
    )


def logistic():
    rng = np.random.default_rng(13)
    X = rng.normal(size=(250, 4)) * [1, 10, 0.1, 3] + [0, 5, -1, 100]
    eta = X[:, 0] - 0.1 * X[:, 1] + 8 * (X[:, 2] + 1) - 0.5
    y = (rng.random(250) < sigmoid(eta)).astype(int)
    w = rng.random(250) + 0.5
    mean = np.average(X, axis=0, weights=w)
    sd = np.sqrt(np.average((X - mean) ** 2, axis=0, weights=w))
    Z = (X - mean) / sd
    m = LogisticRegression(C=1 / 2.5, tol=1e-12, max_iter=10000, solver="newton-cholesky").fit(Z, y, sample_weight=w)
    write(
        "logistic.json",
        {
            "columns": X.T,
            "labels": y,
            "weights": w,
            "l2": 2.5,
            "coefficients": m.coef_[0],
            "intercept": m.intercept_[0],
            "probabilities": m.predict_proba(Z)[:, 1],
        },
    )


def grid_data(seed, rows):
    """Few distinct values a column, so that every library cuts between the same values; two columns with gaps."""
    rng = np.random.default_rng(seed)
    X = np.column_stack([rng.integers(0, k, rows) for k in (6, 12, 9, 4, 20)]).astype(float)
    eta = 0.5 * X[:, 0] - 0.02 * (X[:, 1] - 6) ** 2 + 0.4 * (X[:, 2] > 4) * (X[:, 3] - 1) - 1.2
    gaps = rng.random(rows) < 0.2
    eta = eta + 0.9 * gaps
    X[gaps, 1] = np.nan
    X[rng.random(rows) < 0.1, 4] = np.nan
    return X, (rng.random(rows) < sigmoid(eta)).astype(int)


PARAMS = {
    "objective": "binary",
    "num_leaves": 8,
    "learning_rate": 0.1,
    "min_data_in_leaf": 20,
    "min_sum_hessian_in_leaf": 1e-3,
    "lambda_l2": 1.5,
    "min_data_in_bin": 1,
    "max_bin": 255,
    "verbose": -1,
    "deterministic": True,
    "num_threads": 1,
    "force_row_wise": True,
    "enable_bundle": False,
}


def nodes_of(tree):
    """A LightGBM tree as our parallel lists, parents before children."""
    lists = {k: [] for k in ("feature", "threshold", "missingLeft", "left", "right", "value", "cover", "gain")}

    def visit(n):
        at = len(lists["feature"])
        inner = "split_feature" in n
        lists["feature"].append(n["split_feature"] if inner else -1)
        lists["threshold"].append(n["threshold"] if inner else 0)
        lists["missingLeft"].append(int(n["default_left"]) if inner else 0)
        lists["value"].append(0 if inner else n["leaf_value"])
        lists["cover"].append(n["internal_count"] if inner else n["leaf_count"])
        lists["gain"].append(n["split_gain"] if inner else 0)
        lists["left"].append(-1)
        lists["right"].append(-1)
        if inner:
            lists["left"][at] = visit(n["left_child"])
            lists["right"][at] = visit(n["right_child"])
        return at

    visit(tree["tree_structure"])
    return lists


def lightgbm():
    X, y = grid_data(14, 600)
    m = lgb.train(PARAMS, lgb.Dataset(X, y, params=PARAMS), 8)
    trees = [nodes_of(t) for t in m.dump_model()["tree_info"]]
    write(
        "lightgbm.json",
        {
            "columns": X.T,
            "labels": y,
            "params": PARAMS,
            "initialLogOdds": float(np.log(y.mean() / (1 - y.mean()))),
            "splits": [
                sorted([t["feature"][i], t["gain"][i], t["cover"][i]] for i in range(len(t["feature"])) if t["feature"][i] >= 0)
                for t in trees
            ],
            "leaves": [
                sorted([t["value"][i], t["cover"][i]] for i in range(len(t["feature"])) if t["feature"][i] < 0) for t in trees
            ],
            "margins": [m.predict(X[:120], raw_score=True, num_iteration=k) for k in (1, 8)],
        },
    )


def shapley():
    X, y = grid_data(15, 500)
    X[:, 0] += np.random.default_rng(3).normal(size=500)
    m = lgb.train({**PARAMS, "num_leaves": 15}, lgb.Dataset(X, y), 10)
    ensemble = {k: [] for k in ("roots", "feature", "threshold", "missingLeft", "left", "right", "value", "cover", "gain")}
    for t in m.dump_model()["tree_info"]:
        root = len(ensemble["feature"])
        ensemble["roots"].append(root)
        for key, values in nodes_of(t).items():
            ensemble[key] += [v + root if key in ("left", "right") and v >= 0 else v for v in values]
    explainer = shap.TreeExplainer(m, feature_perturbation="tree_path_dependent")
    values = np.asarray(explainer.shap_values(X[:40]))
    values = values[1] if values.ndim == 3 and values.shape[0] == 2 else values
    contrib = m.predict(X[:40], pred_contrib=True)
    assert np.allclose(values, contrib[:, :-1], atol=1e-6)
    write(
        "shap.json",
        {
            "columns": X[:40].T,
            "model": {
                "estimator": "boosted-trees",
                "formatVersion": 1,
                "featureNames": [f"f{i}" for i in range(X.shape[1])],
                "bias": 0,
                "ensemble": ensemble,
            },
            "margins": m.predict(X[:40], raw_score=True),
            "expectedValue": contrib[0, -1],
            "shapValues": contrib[:, :-1],
        },
    )


metrics()
isotonic()
logistic()
lightgbm()
shapley()
