"""The bench features in pandas: events, running sums by debtor, an as-of join strictly before the issue."""
import sys

from measure import FEATURES, MEAN_LATE_DAYS, STRENGTH, TOLERANCE_MINOR, VERY_LATE_RATE, measure, missing, read_table

try:
    import numpy as np
    import pandas as pd
except ImportError as error:
    missing(error)

SUMS = [
    "known", "amount", "term", "open", "open_minor", "overdue", "overdue_minor", "overdue_due", "very_late", "settled",
    "settled_late", "late_days", "late_days_squared", "days_to_pay",
]


def event(frame, day, paid_day=np.nan, last_settled=np.nan, **sums):
    """Changes of debtors' states: what each adds to the running sums."""
    columns = {"debtor": frame["debtor"].to_numpy(), "day": day, "paid_day": paid_day, "last_settled": last_settled}
    columns.update({name: sums.get(name, 0.0) for name in SUMS})
    return pd.DataFrame({name: np.broadcast_to(np.asarray(values, dtype="i4" if name in ("debtor", "day") else "f8"),
                                               len(frame)) for name, values in columns.items()}, copy=False)


def run(invoices, payments):
    owner = payments["invoice"].to_numpy()
    due = invoices[["issue", "rolled", "known", "amount"]].to_numpy()[owner].T
    settling = payments.assign(
        issue=due[0], rolled=due[1], owed=due[3], day=np.maximum(payments["applied"], due[2]),
        overdue_day=np.maximum(due[2], due[1]), very_late_day=np.maximum(due[2], due[1] + 30),
    ).sort_values(["invoice", "day", "payment"])
    settling["open_before"] = (
        settling["owed"] - settling.groupby("invoice", sort=False)["amount"].cumsum() + settling["amount"]
    )
    settling = settling[settling["open_before"] > TOLERANCE_MINOR]
    settles = settling["open_before"] - settling["amount"] <= TOLERANCE_MINOR
    # Settlements in the order in which they became known: the last one is a running maximum of this place.
    settled = settling[settles].sort_values(["debtor", "day", "payment"])
    partial = settling[~settles]
    settle_day = np.full(len(invoices), np.inf)
    settle_day[settled["invoice"].to_numpy()] = settled["day"].to_numpy()

    overdue_day = np.maximum(invoices["known"], invoices["rolled"])
    very_late_day = np.maximum(invoices["known"], invoices["rolled"] + 30)
    is_overdue, is_very_late = settle_day > overdue_day, settle_day > very_late_day
    overdue = invoices[is_overdue]
    later = partial[settle_day[partial["invoice"]] > partial["overdue_day"]]
    late = (settled["paid"] - settled["rolled"]).to_numpy()
    clamped = np.clip(late, -365, 365)
    was_overdue = (settled["day"] > settled["overdue_day"]).to_numpy().astype("f8")
    events = pd.concat([
        event(invoices, invoices["known"], known=1, amount=invoices["amount"], term=invoices["due"] - invoices["issue"],
              open=1, open_minor=invoices["amount"]),
        event(overdue, overdue_day[is_overdue], overdue=1, overdue_minor=overdue["amount"],
              overdue_due=overdue["rolled"], days_to_pay=-overdue["issue"]),
        event(invoices[is_very_late], very_late_day[is_very_late], very_late=1),
        event(partial, partial["day"], open_minor=-partial["amount"]),
        event(later, np.maximum(later["day"], later["overdue_day"]), overdue_minor=-later["amount"]),
        event(settled, settled["day"], paid_day=settled["paid"],
              last_settled=np.arange(len(settled)) * 1024.0 + clamped + 365,
              open=-1, open_minor=-settled["open_before"], overdue=-was_overdue,
              overdue_minor=-was_overdue * settled["open_before"], overdue_due=-was_overdue * settled["rolled"],
              very_late=(late > 30) * 1.0 - (settled["day"] > settled["very_late_day"]), settled=1,
              settled_late=late > 0, late_days=clamped, late_days_squared=clamped * clamped.astype("f8"),
              days_to_pay=np.clip(settled["paid"] - settled["issue"], -365, 365) + was_overdue * settled["issue"]),
    ], ignore_index=True)
    events = events.sort_values(["debtor", "day"], ignore_index=True)
    by_debtor = events.groupby("debtor", sort=False)
    states = by_debtor[SUMS].cumsum()
    states[["paid_day", "last_settled"]] = by_debtor[["paid_day", "last_settled"]].cummax()
    carried = states[["paid_day", "last_settled"]].groupby(events["debtor"], sort=False).ffill()
    states[["paid_day", "last_settled"]] = carried
    states["first_day"] = by_debtor["day"].transform("first")
    # One key for debtor and day: both sides are sorted by it already, so the as-of join needs no other order. It takes
    # the last row of a day.
    states["key"] = events["debtor"].astype("i8") * 2**20 + events["day"]
    states["debtor"] = events["debtor"]
    asked = pd.DataFrame({
        "invoice": invoices["invoice"], "debtor": invoices["debtor"], "moment": invoices["known"],
        "own_amount": invoices["amount"], "key": invoices["debtor"].astype("i8") * 2**20 + invoices["known"],
    })
    if not asked["key"].is_monotonic_increasing:
        asked = asked.sort_values("key")
    found = pd.merge_asof(asked, states, on="key", allow_exact_matches=False, suffixes=("", "_state"))
    known_debtor = (found["debtor_state"] == found["debtor"]).to_numpy()
    s = {name: np.where(known_debtor, found[name], 0.0) for name in SUMS}
    carried = {name: np.where(known_debtor, found[name], np.nan) for name in ("paid_day", "last_settled", "first_day")}
    moment = found["moment"].to_numpy()
    lessons = s["settled"] + s["overdue"]
    with np.errstate(divide="ignore", invalid="ignore"):
        mean_amount = s["amount"] / s["known"] / 100
        variance = (s["late_days_squared"] - s["late_days"] * s["late_days"] / s["settled"]) / (s["settled"] - 1)
        return pd.DataFrame({
            "invoice": found["invoice"],
            "lessons": lessons,
            "late_rate": (s["settled_late"] + s["overdue"]) / lessons,
            "very_late_rate": (s["very_late"] + STRENGTH * VERY_LATE_RATE) / (lessons + STRENGTH),
            "mean_late_days": (s["late_days"] + s["overdue"] * (moment - 1) - s["overdue_due"]
                               + STRENGTH * MEAN_LATE_DAYS) / (lessons + STRENGTH),
            "mean_days_to_pay": (s["days_to_pay"] + s["overdue"] * (moment - 1)) / lessons,
            "last_late_days": carried["last_settled"] % 1024 - 365,
            "spread_late_days": np.where(s["settled"] > 1, np.sqrt(np.maximum(variance, 0)), np.nan),
            "open_count": s["open"],
            "open_exposure": s["open_minor"] / 100,
            "overdue_count": s["overdue"],
            "overdue_exposure": s["overdue_minor"] / 100,
            "tenure_days": moment - carried["first_day"],
            "days_since_payment": np.maximum(moment - carried["paid_day"], 0),
            "mean_amount": mean_amount,
            "mean_term_days": s["term"] / s["known"],
            "amount_ratio": found["own_amount"].to_numpy() / 100 / mean_amount,
        }, copy=False)


def load(folder):
    tables = []
    for table, key in (("invoices", "invoice"), ("payments", "payment")):
        columns = read_table(folder, table)
        tables.append(pd.DataFrame({key: np.arange(len(columns["debtor"]), dtype="i4"), **columns}))
    return tables


def result_columns(result):
    result = result.sort_values("invoice")
    return {name: result[name].to_numpy() for name in FEATURES}


if __name__ == "__main__":
    measure(load, run, result_columns, f"pandas {pd.__version__}, Python {sys.version.split()[0]}")
