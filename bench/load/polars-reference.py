"""Reads the invoices and payments of a ledger with Polars, as its users would: python3 polars-reference.py FOLDER FORMAT."""

import json
import platform
import resource
import sys
import time

import polars

folder, ending = sys.argv[1:]
read = polars.read_parquet if ending == "parquet" else polars.read_csv
options = {} if ending == "parquet" else {"try_parse_dates": True, "infer_schema_length": 10_000}
begin = time.perf_counter()
invoices = read(f"{folder}/invoices.{ending}", **options)
payments = read(f"{folder}/payments.{ending}", **options)
seconds = time.perf_counter() - begin
usage = resource.getrusage(resource.RUSAGE_SELF)
print(
    json.dumps(
        {
            "seconds": seconds,
            "cpuSeconds": usage.ru_utime + usage.ru_stime,
            "peakMegabytes": usage.ru_maxrss / 1024,
            "invoices": invoices.height,
            "payments": payments.height,
            "paidMinor": int((payments["amount"].abs() * 100).round().sum()),
            "version": f"Polars {polars.__version__}, Python {platform.python_version()}",
        }
    )
)
