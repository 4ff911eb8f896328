"""Trains one peer on the files that the bench wrote, writes its scores and prints one line of JSON. Arguments: folder, peer."""

import json
import os
import sys
import time

try:
    import numpy as np

    folder, peer = sys.argv[1:3]
    if peer == "lightgbm":
        import lightgbm as library
    elif peer == "xgboost":
        import xgboost as library
    else:
        import sklearn as library
        from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
except ImportError as error:
    print(f"missing: {error.name}", file=sys.stderr)
    sys.exit(9)

job = json.load(open(os.path.join(folder, "job.json")))
rows, test_rows, features, threads = job["rows"], job["testRows"], job["features"], job["threads"]
data = np.fromfile(os.path.join(folder, "columns.f32"), dtype=np.float32).reshape(features, rows + test_rows)
labels = np.fromfile(os.path.join(folder, "labels.u8"), dtype=np.uint8)[:rows]
# Row-major, as these libraries like it best; copying is loading and not timed.
train, test = np.ascontiguousarray(data[:, :rows].T), np.ascontiguousarray(data[:, rows:].T)
del data


def fit_lightgbm():
    params = {
        "objective": "binary",
        "num_leaves": job["leaves"],
        "learning_rate": job["learningRate"],
        "lambda_l2": job["l2"],
        "min_data_in_leaf": job["minLeafRows"],
        "min_sum_hessian_in_leaf": 1e-3,
        "num_threads": threads,
        "verbose": -1,
        "seed": job["seed"],
    }
    model = library.train(params, library.Dataset(train, labels, params=params), job["trees"])
    return lambda: model.predict(test, num_threads=threads)


def fit_xgboost():
    params = {
        "objective": "binary:logistic",
        "tree_method": "hist",
        "grow_policy": "lossguide",
        "max_leaves": job["leaves"],
        "max_depth": 0,
        "max_bin": 256,
        "eta": job["learningRate"],
        "lambda": job["l2"],
        "min_child_weight": 1e-3,
        "nthread": threads,
        "seed": job["seed"],
    }
    # A dense, quantised matrix straight from the array: its quickest way in.
    model = library.train(params, library.QuantileDMatrix(train, labels, max_bin=256, nthread=threads), job["trees"])
    return lambda: model.inplace_predict(test)


def fit_hist_gradient_boosting():
    model = HistGradientBoostingClassifier(
        learning_rate=job["learningRate"],
        max_iter=job["trees"],
        max_leaf_nodes=job["leaves"],
        min_samples_leaf=job["minLeafRows"],
        l2_regularization=job["l2"],
        early_stopping=False,
        random_state=job["seed"],
    ).fit(train, labels)
    return lambda: model.predict_proba(test)[:, 1]


def fit_random_forest():
    model = RandomForestClassifier(
        n_estimators=job["trees"], n_jobs=threads, random_state=job["seed"]
    ).fit(train, labels)
    return lambda: model.predict_proba(test)[:, 1]


fit = {
    "lightgbm": fit_lightgbm,
    "xgboost": fit_xgboost,
    "hist-gradient-boosting": fit_hist_gradient_boosting,
    "random-forest": fit_random_forest,
}[peer]
begin, cpu = time.perf_counter(), time.process_time()
predict = fit()
trained, cpu = time.perf_counter(), time.process_time() - cpu
probabilities = predict()
scored = time.perf_counter()
np.asarray(probabilities, dtype=np.float64).tofile(os.path.join(folder, f"{peer}.f64"))
print(
    json.dumps(
        {
            "version": library.__version__,
            "python": sys.version.split()[0],
            "trainSeconds": trained - begin,
            "cpuSeconds": cpu,
            "scoreSeconds": scored - trained,
        }
    )
)
