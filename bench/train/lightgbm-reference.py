"""Trains LightGBM on the files that run.ts wrote and prints one line of JSON."""

import json
import os
import sys
import time

try:
    import lightgbm as lgb
    import numpy as np
except ImportError as error:
    print(f"missing: {error.name}", file=sys.stderr)
    sys.exit(9)

folder = sys.argv[1]
job = json.load(open(os.path.join(folder, "job.json")))
rows, test_rows, features = job["rows"], job["testRows"], job["features"]
data = np.fromfile(os.path.join(folder, "columns.f32"), dtype=np.float32).reshape(features, rows + test_rows)
labels = np.fromfile(os.path.join(folder, "labels.u8"), dtype=np.uint8)
# Row-major, as LightGBM likes it best; copying is loading and not timed.
train, test = np.ascontiguousarray(data[:, :rows].T), np.ascontiguousarray(data[:, rows:].T)
params = {
    "objective": "binary",
    "num_leaves": job["leaves"],
    "learning_rate": job["learningRate"],
    "lambda_l2": job["l2"],
    "min_data_in_leaf": job["minLeafRows"],
    "min_sum_hessian_in_leaf": 1e-3,
    "num_threads": job["lightgbmThreads"],
    "verbose": -1,
}
begin, cpu = time.perf_counter(), time.process_time()
dataset = lgb.Dataset(train, labels[:rows], params=params).construct()
binned = time.perf_counter()
model = lgb.train(params, dataset, job["trees"])
trained, cpu = time.perf_counter(), time.process_time() - cpu
probabilities = model.predict(test, num_threads=job["lightgbmThreads"])
scored = time.perf_counter()
probabilities.astype(np.float64).tofile(os.path.join(folder, "lightgbm.f64"))
print(
    json.dumps(
        {
            "version": lgb.__version__,
            "python": sys.version.split()[0],
            "binSeconds": binned - begin,
            "trainSeconds": trained - binned,
            "cpuSeconds": cpu,
            "scoreSeconds": scored - trained,
        }
    )
)
