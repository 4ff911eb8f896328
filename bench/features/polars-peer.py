"""The bench features in lazy Polars: events, running sums by debtor, an as-of join strictly before the issue."""
import sys

from measure import (
    FEATURES, MEAN_LATE_DAYS, STRENGTH, TOLERANCE_MINOR, VERY_LATE_RATE, arguments, measure, missing, read_table,
)
import os

os.environ["POLARS_MAX_THREADS"] = str(arguments().threads)
try:
    import numpy
    import polars as pl
except ImportError as error:
    missing(error)

SUMS = [
    "known", "amount", "term", "open", "open_minor", "overdue", "overdue_minor", "overdue_due", "very_late", "settled",
    "settled_late", "late_days", "late_days_squared", "days_to_pay",
]
c = pl.col


def event(day, paid_day=None, last_settled=None, **sums):
    """One change of a debtor's state: what it adds to each running sum."""
    return [
        c("debtor"),
        day.alias("day"),
        *[sums.get(name, pl.lit(0)).cast(pl.Float64).alias(name) for name in SUMS],
        (pl.lit(None) if paid_day is None else paid_day).cast(pl.Int32).alias("paid_day"),
        (pl.lit(None) if last_settled is None else last_settled).cast(pl.Int64).alias("last_settled"),
    ]


def run(invoices, payments):
    invoices, payments = invoices.lazy(), payments.lazy()
    of_invoice = invoices.select(
        "invoice", "issue", "rolled", "known", c("amount").alias("owed"),
        overdue_day=pl.max_horizontal("known", "rolled"), very_late_day=pl.max_horizontal("known", c("rolled") + 30),
    )
    settling = (
        payments.join(of_invoice, on="invoice")
        .with_columns(day=pl.max_horizontal("applied", "known"))
        .sort("invoice", "day", "payment")
        # A running sum over all rows less its value where the invoice begins: many times faster than `.over("invoice")`.
        .with_columns(before=c("amount").cum_sum() - c("amount"))
        .with_columns(open_before=c("owed") - c("before")
                      + pl.when(c("invoice").ne_missing(c("invoice").shift(1))).then(c("before")).forward_fill())
        .filter(c("open_before") > TOLERANCE_MINOR)
        .with_columns(settles=c("open_before") - c("amount") <= TOLERANCE_MINOR)
        .collect().lazy()  # Used four times below.
    )
    settled = settling.filter("settles")
    settle_day = settled.select("invoice", c("day").alias("settle_day"))
    with_day = invoices.join(settle_day, on="invoice", how="left").with_columns(
        overdue_day=pl.max_horizontal("known", "rolled"), very_late_day=pl.max_horizontal("known", c("rolled") + 30)
    )
    partial = settling.filter(~c("settles"))
    late = c("paid") - c("rolled")
    clamped = late.clip(-365, 365)
    was_overdue = c("day") > c("overdue_day")
    one = pl.lit(1)
    events = pl.concat([
        with_day.select(event(c("known"), known=one, amount=c("amount"), term=c("due") - c("issue"), open=one,
                              open_minor=c("amount"))),
        with_day.filter(c("settle_day").is_null() | (c("settle_day") > c("overdue_day"))).select(
            event(c("overdue_day"), overdue=one, overdue_minor=c("amount"), overdue_due=c("rolled"),
                  days_to_pay=-c("issue"))),
        with_day.filter(c("settle_day").is_null() | (c("settle_day") > c("very_late_day"))).select(
            event(c("very_late_day"), very_late=one)),
        partial.select(event(c("day"), open_minor=-c("amount"))),
        partial.join(settle_day, on="invoice", how="left")
        .filter(c("settle_day").is_null() | (c("settle_day") > c("overdue_day")))
        .select(event(pl.max_horizontal("day", "overdue_day"), overdue_minor=-c("amount"))),
        settled.select(event(
            c("day"), paid_day=c("paid"),
            last_settled=c("day").cast(pl.Int64) * 2**42 + c("payment").cast(pl.Int64) * 2**10 + clamped + 365,
            open=-one, open_minor=-c("open_before"),
            overdue=-was_overdue.cast(pl.Int32),
            overdue_minor=-was_overdue.cast(pl.Float64) * c("open_before"),
            overdue_due=-was_overdue.cast(pl.Int32) * c("rolled"),
            very_late=(late > 30).cast(pl.Int32) - (c("day") > c("very_late_day")).cast(pl.Int32),
            settled=one, settled_late=late > 0, late_days=clamped, late_days_squared=clamped.cast(pl.Float64) ** 2,
            days_to_pay=(c("paid") - c("issue")).clip(-365, 365) + was_overdue.cast(pl.Int32) * c("issue"),
        )),
    ])
    # The as-of join takes the last row of a day, so equal days need not be gathered first.
    # One key for debtor and day, so that one sort and one as-of join do; a running sum over all rows less its value where
    # the debtor begins. Both are much faster here than `by="debtor"` and `.over("debtor")`.
    key = lambda day: c("debtor").cast(pl.Int64) * 2**20 + c(day)
    begins = c("debtor").ne_missing(c("debtor").shift(1))
    since = lambda name: (c(name) - pl.when(begins).then(c(name).shift(1, fill_value=0.0)).forward_fill()).alias(name)
    carried = ["paid_day", "last_settled"]
    states = (
        events.with_columns(key=key("day"))
        .sort("key")
        .with_columns(c(SUMS).cum_sum())
        .with_columns(
            *[since(name) for name in SUMS],
            *[c(name).cum_max().forward_fill().over("debtor") for name in carried],
            first_day=pl.when(begins).then(c("day")).forward_fill(),
        )
        .select("key", c("debtor").alias("state_debtor"), "first_day", *SUMS, *carried)
    )
    asked = invoices.select("invoice", "debtor", c("known").alias("moment"), c("amount").alias("own_amount"),
                            key=key("known")).sort("key")
    is_own = c("state_debtor") == c("debtor")
    found = asked.join_asof(states, on="key", strategy="backward", allow_exact_matches=False).with_columns(
        pl.when(is_own).then(c(SUMS)).otherwise(0.0), pl.when(is_own).then(c("first_day", *carried))
    )
    lessons = c("settled") + c("overdue")
    some = lambda condition, value: pl.when(condition).then(value)
    variance = (c("late_days_squared") - c("late_days") * c("late_days") / c("settled")) / (c("settled") - 1)
    return found.select(
        c("invoice"),
        lessons.alias("lessons"),
        some(lessons > 0, (c("settled_late") + c("overdue")) / lessons).alias("late_rate"),
        ((c("very_late") + STRENGTH * VERY_LATE_RATE) / (lessons + STRENGTH)).alias("very_late_rate"),
        ((c("late_days") + c("overdue") * (c("moment") - 1) - c("overdue_due") + STRENGTH * MEAN_LATE_DAYS)
         / (lessons + STRENGTH)).alias("mean_late_days"),
        some(lessons > 0, (c("days_to_pay") + c("overdue") * (c("moment") - 1)) / lessons).alias("mean_days_to_pay"),
        ((c("last_settled") % 1024) - 365).cast(pl.Float64).alias("last_late_days"),
        some(c("settled") > 1, pl.max_horizontal(variance, 0.0).sqrt()).alias("spread_late_days"),
        c("open").alias("open_count"),
        (c("open_minor") / 100).alias("open_exposure"),
        c("overdue").alias("overdue_count"),
        (c("overdue_minor") / 100).alias("overdue_exposure"),
        (c("moment") - c("first_day")).cast(pl.Float64).alias("tenure_days"),
        (c("moment") - c("paid_day")).clip(0).cast(pl.Float64).alias("days_since_payment"),
        some(c("known") > 0, c("amount") / c("known") / 100).alias("mean_amount"),
        some(c("known") > 0, c("term") / c("known")).alias("mean_term_days"),
        some(c("known") > 0, c("own_amount") / 100 / (c("amount") / c("known") / 100)).alias("amount_ratio"),
    ).collect()


def load(folder):
    tables = []
    for table, key in (("invoices", "invoice"), ("payments", "payment")):
        columns = read_table(folder, table)
        rows = len(columns["debtor"])
        tables.append(pl.DataFrame({key: numpy.arange(rows, dtype="i4"), **columns}))
    return tables


def result_columns(result):
    result = result.sort("invoice")
    return {name: result[name].fill_null(float("nan")).to_numpy() for name in FEATURES}


if __name__ == "__main__":
    measure(load, run, result_columns, f"Polars {pl.__version__}, Python {sys.version.split()[0]}")
