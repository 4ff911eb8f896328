"""The whole of a bench process in Python: the same as measure.ts."""
import argparse
import json
import os
import resource
import sys
import time

MISSING = 9  # Exit status: a package is not there.
FEATURES = [
    "lessons", "late_rate", "very_late_rate", "mean_late_days", "mean_days_to_pay", "last_late_days",
    "spread_late_days", "open_count", "open_exposure", "overdue_count", "overdue_exposure", "tenure_days",
    "days_since_payment", "mean_amount", "mean_term_days", "amount_ratio",
]
VERY_LATE_RATE, MEAN_LATE_DAYS, STRENGTH = 0.1, 0.0, 2.0
TOLERANCE_MINOR = 100


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", required=True)
    parser.add_argument("--out")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--warm", type=int, default=0)
    parser.add_argument("--times", type=int, default=1)
    return parser.parse_args()


def read_table(folder, table):
    """Columns of a table by name, as NumPy arrays."""
    import numpy

    kinds = {"i32": "<i4", "f64": "<f8"}
    columns = {}
    for file in sorted(os.listdir(folder)):
        if file.startswith(table + "."):
            _, name, kind = file.split(".")
            columns[name] = numpy.fromfile(os.path.join(folder, file), dtype=kinds[kind])
    return columns


def measure(load, run, result_columns, version):
    """Everything outside `run` is off the clock. `result_columns` gives the features as arrays by invoice."""
    asked = arguments()
    tables = load(asked.folder)
    page = os.sysconf("SC_PAGE_SIZE")
    with open("/proc/self/statm") as status:
        loaded = int(status.read().split()[1]) * page / 2**20
    seconds, cpu_seconds, result = [], [], None
    for number in range(-asked.warm, asked.times):
        result = None
        cpu, begin = time.process_time(), time.perf_counter()
        result = run(*tables)
        took, worked = time.perf_counter() - begin, time.process_time() - cpu
        if number >= 0:
            seconds.append(took)
            cpu_seconds.append(worked)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if asked.out:
        for name, values in result_columns(result).items():
            values.astype("<f8").tofile(os.path.join(asked.out, name + ".f64"))
    print(json.dumps({
        "seconds": seconds, "cpuSeconds": cpu_seconds, "loadedMegabytes": loaded, "peakMegabytes": peak,
        "version": version,
    }))


def missing(error):
    """Says which package is missing, for run.ts to add the remedy."""
    print(error, file=sys.stderr)
    sys.exit(MISSING)
