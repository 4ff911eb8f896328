"""A night as Python users would write it, for the bench: Polars reads the ledger and computes features of the debtors and
open invoices, LightGBM scores a chance of payment for each invoice and stretch of days, and the debtors are ranked by
what is expected to be late into a CSV.

python3 pipeline.py SMALL LEDGER OUT AS_OF TREES LEAVES THREADS

The model is trained on SMALL before the clock starts. It knows neither payment runs nor suppressions nor what a call is
worth; its forecasts serve to measure time only.
"""

import datetime
import json
import platform
import resource
import sys
import time

import lightgbm
import numpy
import polars as pl

small, ledger, out, as_of, trees, leaves, threads = sys.argv[1:]
AS_OF = datetime.date.fromisoformat(as_of)
CAPACITY = 40
BINS = [-21, -14, -7, -3, 0, 3, 7, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365]
FEATURES = [
    "amount", "term", "age", "past_due", "weekday_due", "day_due", "late_rate", "very_late_rate", "mean_days_late",
    "sd_days_late", "recent_late_rate", "lessons", "open_count", "open_exposure", "overdue_exposure", "tenure",
    "days_since_payment", "mean_amount", "amount_ratio",
]


def load(folder, stages):
    begin = time.perf_counter()
    invoices = pl.read_parquet(
        f"{folder}/invoices.parquet", columns=["invoice_id", "debtor_id", "issue_date", "due_date", "amount"]
    ).filter(pl.col("issue_date") < AS_OF)
    payments = pl.read_parquet(
        f"{folder}/payments.parquet", columns=["invoice_id", "paid_on", "booked_on", "amount"]
    ).filter(pl.col("booked_on").fill_null(pl.col("paid_on")) < AS_OF)
    stages["load"] = time.perf_counter() - begin
    return invoices, payments


def features(invoices, payments, stages):
    begin = time.perf_counter()
    paid = payments.group_by("invoice_id").agg(pl.col("amount").sum().alias("paid"), pl.col("paid_on").max())
    rows = invoices.join(paid, on="invoice_id", how="left").with_columns(
        (pl.col("amount") - pl.col("paid").fill_null(0)).alias("open"),
        (pl.col("paid_on") - pl.col("due_date")).dt.total_days().alias("days_late"),
    ).with_columns((pl.col("open") > 1).alias("is_open"))
    settled = rows.filter(~pl.col("is_open"))
    recent = pl.col("paid_on") >= AS_OF - datetime.timedelta(days=180)
    records = settled.group_by("debtor_id").agg(
        (pl.col("days_late") > 0).mean().alias("late_rate"),
        (pl.col("days_late") > 30).mean().alias("very_late_rate"),
        pl.col("days_late").mean().alias("mean_days_late"),
        pl.col("days_late").std().alias("sd_days_late"),
        (pl.col("days_late").filter(recent) > 0).mean().alias("recent_late_rate"),
        pl.len().alias("lessons"),
        pl.col("paid_on").max().alias("last_paid"),
        pl.col("amount").mean().alias("mean_amount"),
        pl.col("issue_date").min().alias("first_issue"),
    )
    exposure = rows.filter("is_open").group_by("debtor_id").agg(
        pl.len().alias("open_count"),
        pl.col("open").sum().alias("open_exposure"),
        pl.col("open").filter(pl.col("due_date") < AS_OF).sum().alias("overdue_exposure"),
    )

    def complete(part):
        return part.join(records, on="debtor_id", how="left").join(exposure, on="debtor_id", how="left").with_columns(
            (pl.col("due_date") - pl.col("issue_date")).dt.total_days().alias("term"),
            (AS_OF - pl.col("issue_date")).dt.total_days().alias("age"),
            (AS_OF - pl.col("due_date")).dt.total_days().alias("past_due"),
            pl.col("due_date").dt.weekday().alias("weekday_due"),
            pl.col("due_date").dt.day().alias("day_due"),
            (AS_OF - pl.col("first_issue")).dt.total_days().alias("tenure"),
            (AS_OF - pl.col("last_paid")).dt.total_days().alias("days_since_payment"),
            (pl.col("amount") / pl.col("mean_amount")).alias("amount_ratio"),
        )

    stages["features"] = stages.get("features", 0) + time.perf_counter() - begin
    return settled, rows.filter("is_open"), complete


def periods(table, last_bin):
    """One row for each invoice and stretch of days that lies ahead of it, as a matrix with the stretch as last column."""
    matrix = table.select(FEATURES).cast(pl.Float64).to_numpy()
    first = numpy.searchsorted(BINS, table["past_due"].to_numpy(), side="left") if last_bin is None else 0
    bins = numpy.arange(len(BINS))
    keep = bins[None, :] >= (first[:, None] if last_bin is None else 0)
    if last_bin is not None:
        keep = keep & (bins[None, :] <= last_bin[:, None])
    row, column = numpy.nonzero(keep)
    return numpy.column_stack([matrix[row], numpy.array(BINS, dtype=float)[column]]), row, column


def train():
    settled, _, complete = features(*load(small, {}), {})
    past = complete(settled.filter(pl.col("days_late").is_not_null()).head(40_000))
    last = numpy.searchsorted(BINS, past["days_late"].to_numpy(), side="left").clip(0, len(BINS) - 1)
    matrix, row, column = periods(past, last)
    label = (column == last[row]).astype(int)
    options = {"objective": "binary", "num_leaves": int(leaves), "num_threads": int(threads), "verbose": -1}
    return lightgbm.train(options, lightgbm.Dataset(matrix, label), num_boost_round=int(trees))


model = train()
before = resource.getrusage(resource.RUSAGE_SELF)
stages = {}
begin = time.perf_counter()
_, opened, complete = features(*load(ledger, stages), stages)
began = time.perf_counter()
table = complete(opened)
stages["features"] += time.perf_counter() - began
began = time.perf_counter()
matrix, row, column = periods(table, None)
hazard = model.predict(matrix, num_threads=int(threads)) if len(row) else numpy.zeros(0)
log_unpaid = numpy.bincount(row, numpy.where(numpy.array(BINS)[column] <= 0, numpy.log1p(-hazard), 0), table.height)
stages["score"] = time.perf_counter() - began
began = time.perf_counter()
ranked = (
    table.with_columns(pl.Series("p_late", numpy.exp(log_unpaid)))
    .with_columns((pl.col("p_late") * pl.col("open")).alias("expected_late"))
    .group_by("debtor_id")
    .agg(pl.col("open").sum(), pl.col("expected_late").sum(), pl.col("p_late").mean(), pl.col("due_date").min())
    .sort(["expected_late", "debtor_id"], descending=[True, False])
    .with_row_index("rank", offset=1)
    .with_columns((pl.col("rank") <= CAPACITY).alias("call"))
)
ranked.write_csv(out)
stages["rank"] = time.perf_counter() - began
usage = resource.getrusage(resource.RUSAGE_SELF)
print(
    json.dumps(
        {
            "seconds": time.perf_counter() - begin,
            "cpuSeconds": usage.ru_utime + usage.ru_stime - before.ru_utime - before.ru_stime,
            "peakMegabytes": usage.ru_maxrss / 1024,
            "stages": stages,
            "said": f"{ranked.height} debtors, {len(row)} rows scored by {trees} trees of {leaves} leaves; "
            f"Polars {pl.__version__}, LightGBM {lightgbm.__version__}, Python {platform.python_version()}",
        }
    )
)
