"""Sums of facts by the SQL of the plan, and what reports ask besides: seats by hour, callers, ages of orders, first rows.

Each table is written as Parquet for others (`sums/`), and into one SQLite file with names as texts, which `hotline` brings into the
database of sums. (Parquet alone would need a library in `hotline` that nothing else there needs.)
"""

import csv
import json
import os
import sqlite3
from datetime import datetime, timedelta, timezone

from pyspark.sql import Window, functions as F, types as T

from hotline_fold import Calendar, call_tie, order_age


class Sums:
    def __init__(self, spark, plan, as_of, horizons, lap):
        self.lap = lap
        self.spark, self.plan, self.as_of, self.horizons = spark, plan, as_of, horizons
        self.output = plan["places"]["output"]
        path = f"{self.output}/raw/raw.sqlite"
        if os.path.exists(path):
            os.remove(path)
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.executescript("""
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
            CREATE TABLE carried(place INTEGER PRIMARY KEY, kind, bits);
            CREATE TABLE seat_hour(hour, asked, answered, abandoned, talk, talk_known, waited, seats);
            CREATE TABLE caller(first_day, last_day, calls, callers);
            CREATE TABLE order_age(day, kind, line, district, unit, category, age, orders);
            CREATE TABLE row(question, line, day, place, file, source_line, columns);
            BEGIN""")

    def close(self, carried):
        self.database.executemany("INSERT INTO carried VALUES (?, ?, ?)",
                                  [(place, kind, bits) for place, (_, kind, bits) in enumerate(carried)])
        self.database.execute("COMMIT")
        self.database.close()

    # The local clock in SQL.

    def seconds(self, moment):
        """The seconds that the local clock shows at a moment."""
        zone = self.plan["zone"]
        if len(zone) == 1:
            return f"({moment} + {zone[0][1]})"
        cases = " ".join(f"WHEN {moment} < {zone[place + 1][0]} THEN {zone[place][1]}" for place in range(len(zone) - 1))
        return f"({moment} + CASE {cases} ELSE {zone[-1][1]} END)"

    def day(self, moment):
        return f"CAST(floor({self.seconds(moment)} / 86400) AS INT)"

    def hour(self, moment):
        """The number of the hour in its day: 24 more where the clock shows an hour for the second time."""
        clock = f"CAST(pmod({self.seconds(moment)}, 86400) div 3600 AS INT)"
        zone, again = self.plan["zone"], []
        for (_, before), (since, after) in zip(zone, zone[1:]):
            if after < before:
                again.append(f"({moment} >= {since} AND {moment} < {since + before - after})")
        return f"({clock} + CASE WHEN {' OR '.join(again)} THEN 24 ELSE 0 END)" if again else clock

    def moment(self, kind):
        """The last moment that is known of a fact's hotline."""
        latest, earlier = self.horizons[kind["name"]]
        moment = self.as_of if latest is None else min(self.as_of, latest)
        earlier = {line: known for line, known in earlier.items() if known < self.as_of}
        if not earlier:
            return str(moment)
        cases = " ".join("WHEN " + self.literal(line) + f" THEN {known}" for line, known in sorted(earlier.items()))
        return f"CASE line {cases} ELSE {moment} END"

    @staticmethod
    def literal(text):
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

    # Tables.

    def write(self, name, frame, parquet=True):
        """Writes a table of sums as Parquet and into the SQLite file."""
        columns = frame.columns
        if parquet:
            path = f"{self.output}/sums/{name}"
            frame.write.mode("overwrite").parquet(path)
            frame = self.spark.read.parquet(path)
        names = ", ".join(f'"{column}"' for column in columns)
        self.database.execute(f"CREATE TABLE IF NOT EXISTS {name}({names})")
        insert = f"INSERT INTO {name}({names}) VALUES ({', '.join('?' * len(columns))})"
        self.database.executemany(insert, (tuple(row) for row in frame.toLocalIterator()))

    def add_facts(self, kind, facts):
        """Hands the facts of a small kind over as they are."""
        names = [field["name"] for field in kind["fields"] if field["type"] != "caller"]
        self.write(f"fact_{kind['name']}", facts.select(*names, "source", "source_line", "carried"), parquet=False)

    def add_empty(self, kind):
        if not kind["bases"]:
            names = [field["name"] for field in kind["fields"] if field["type"] != "caller"]
            columns = ", ".join(f'"{name}"' for name in names + ["source", "source_line", "carried"])
            self.database.execute(f"CREATE TABLE fact_{kind['name']}({columns})")

    def add(self, kind, facts):
        for base in kind["bases"]:
            self.add_base(kind, base, facts)
        if kind["name"] == "call":
            self.add_seat_hours(facts)
            self.add_callers(facts)
        if kind["name"] == "work_order":
            self.add_ages(kind, facts)
        self.lap(f"besides {kind['name']}")
        self.add_rows(kind, facts)
        self.lap(f"rows {kind['name']}")

    def add_base(self, kind, base, facts):
        """All sums by one time, in one pass: by hour, by all crossed names, by hour and each of them, by seat."""
        time, moment, names = base["time"], self.moment(kind), base["crossed"]
        # Whole numbers add up as such; decimals exactly, and become floating only in the end.
        sums = [F.coalesce(F.expr(f"CAST(sum({sum['sql'].replace('{moment}', moment)}) AS DOUBLE)"), F.lit(0.0))
                .alias(sum["id"]) for sum in base["sums"]]
        parts = {"hour": ["hour"], "crossed": names} | {f"hour_{name}": ["hour", name] for name in names}
        if "agent" in kind["dimensions"]:
            parts["agent"] = ["agent"]
        keys = ["day", "line", "hour", *names, *parts.get("agent", []), "carried"]
        told = facts.where(F.col(time).isNotNull()).withColumns(
            # An absent name is null where conditions read it: what is grouped by stands beside it.
            {f"by_{name}": F.coalesce(name, F.lit("")) for name in keys if name in kind["dimensions"]}
            | {"by_day": F.expr(self.day(time)), "by_hour": F.expr(self.hour(time)), "by_carried": F.col("carried")})
        sets = {part: ["day", "line", *own, "carried"] for part, own in parts.items()}
        # A bit for each column that is not grouped by.
        ids = {sum(1 << place for place, key in enumerate(reversed(keys)) if key not in own): part
               for part, own in sets.items()}
        frame = told.groupingSets([[f"by_{key}" for key in own] for own in sets.values()], *[f"by_{key}" for key in keys]).agg(
            F.grouping_id().alias("part"), *sums)
        path = f"{self.output}/sums/{kind['name']}_{time}"
        frame.write.mode("overwrite").parquet(path)
        self.lap(f"sums {kind['name']}")
        ids_of_sums = [sum["id"] for sum in base["sums"]]
        waiting = {}
        for part, own in sets.items():
            table = f"sum_{kind['name']}_{time}_{part}"
            types = ["INTEGER" if key in ("day", "hour", "carried") else "TEXT" for key in own] + ["REAL"] * len(ids_of_sums)
            columns = ", ".join(f'"{column}" {of}' for column, of in zip(own + ids_of_sums, types))
            self.database.execute(f"CREATE TABLE {table}({columns})")
            insert = f"INSERT INTO {table} VALUES ({', '.join('?' * len(types))})"
            waiting[part] = (insert, [keys.index(key) for key in own], [])
        # Texts by way of CSV: rows handed over by the JVM one by one take three times as long.
        texts = f"{self.output}/raw/texts"
        self.spark.read.parquet(path).write.mode("overwrite").csv(texts, escape='"', emptyValue="", nullValue="")
        first = len(keys) + 1
        for name in sorted(name for name in os.listdir(texts) if name.endswith(".csv")):
            with open(f"{texts}/{name}", encoding="utf-8", newline="") as file:
                for row in csv.reader(file):
                    insert, places, rows = waiting[ids[int(row[first - 1])]]
                    rows.append([row[place] for place in places] + row[first:])
                    if len(rows) == 5000:
                        self.database.executemany(insert, rows)
                        rows.clear()
        for insert, _, rows in waiting.values():
            self.database.executemany(insert, rows)
        self.lap(f"driver {kind['name']}")

    def add_seat_hours(self, calls):
        hour = f"(started_at + {self.plan['hour_offset']}) div 3600"
        self.write("seat_hour", calls.where(
            "direction = 'inbound' AND outcome IN ('answered', 'abandoned', 'failed')").groupBy(
            F.expr(hour).alias("hour")).agg(*[F.expr(sql).alias(name) for name, sql in {
                "asked": "count(*)", "answered": "count_if(outcome = 'answered')",
                "abandoned": "count_if(outcome = 'abandoned')",
                "talk": "coalesce(sum(CASE WHEN outcome = 'answered' THEN talk_seconds END), 0)",
                "talk_known": "count_if(outcome = 'answered' AND talk_seconds IS NOT NULL)",
                "waited": "coalesce(sum(CASE WHEN outcome = 'answered' THEN wait_seconds WHEN outcome = 'abandoned' "
                          "THEN coalesce(wait_seconds, ended_at - started_at) END), 0)",
                "seats": "count(DISTINCT CASE WHEN outcome = 'answered' THEN agent END)"}.items()]))

    def add_callers(self, calls):
        date = f"date_add(DATE '1970-01-01', {self.day('started_at')})"
        inbound = calls.where("direction = 'inbound' AND caller IS NOT NULL")
        for unit, months in (("month", 1), ("quarter", 3), ("year", 12)):
            first = f"trunc({date}, '{unit}')"
            often = inbound.groupBy("caller", F.expr(first).alias("first")).agg(F.count("*").alias("calls"))
            days = often.groupBy("first", "calls").agg(F.count("*").alias("callers")).select(
                F.expr("unix_date(first)").alias("first_day"),
                F.expr(f"unix_date(add_months(first, {months})) - 1").alias("last_day"), "calls", "callers")
            self.write("caller", days, parquet=False)

    def add_ages(self, kind, orders):
        shared, state = self.spark.sparkContext.broadcast(self.plan), {}

        def age(status, deadline, closed, known, moment):
            if "calendar" not in state:
                state["calendar"] = Calendar(shared.value)
            return order_age(state["calendar"], status, deadline, closed, known, moment)

        told = orders.withColumn("age", F.udf(age, T.StringType())(
            "status", "deadline_at", "closed_at", "known_until_at", F.expr(f"CAST({self.moment(kind)} AS BIGINT)")))
        names = [F.coalesce(name, F.lit("")).alias(name) for name in ("kind", "line", "district", "unit", "category")]
        self.write("order_age", told.groupBy(F.expr(self.day("received_at")).alias("day"), *names, "age").agg(
            F.count("*").alias("orders")))

    # The first rows of each question, hotline and month.

    def add_rows(self, kind, facts):
        lists = kind["rows"]
        self.database.executemany("INSERT INTO row VALUES (?, '', 0, -1, '', 0, '')", [(one["question"],) for one in lists])
        if not lists:
            return
        moment, kept = self.moment(kind), self.plan["rows_kept"]
        met = F.array(*[F.when(F.col(one["time"]).isNotNull() & F.expr(one["sql"].replace("{moment}", moment)), F.struct(
            F.lit(place).alias("list"), F.col(one["time"]).alias("time"))) for place, one in enumerate(lists)])
        columns = [name for name, _ in kind["columns"] if name not in ("caller", "age_years")]
        rows = facts.select("key", "source_file", "source_line", *columns,
                            F.explode(F.array_compact(met)).alias("met")).select("*", "met.list", "met.time").drop("met")
        month = F.expr(f"trunc(date_add(DATE '1970-01-01', {self.day('time')}), 'month')")
        rows = rows.withColumn("month", month)
        group = Window.partitionBy("list", "line", "month").orderBy("time")
        rows = rows.withColumn("rank", F.rank().over(group)).where(F.col("rank") <= kept).drop("rank")
        is_call = kind["name"] == "call"
        found = [(row["list"], row["time"], call_tie(row["key"]) if is_call else row["key"].encode(), row)
                 for row in rows.toLocalIterator()]
        found.sort(key=lambda entry: entry[:3])
        calendar, counts, written = Calendar(self.plan), {}, []
        for place, (number, at, _, row) in enumerate(found):
            group = (number, row["line"], row["month"])
            counts[group] = counts.get(group, 0) + 1
            if counts[group] <= kept:
                written.append((lists[number]["question"], row["line"] or "", calendar.day(at), place, row["source_file"],
                                row["source_line"], json.dumps(self.shown(kind, row, calendar), ensure_ascii=False)))
        self.database.executemany("INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?)", written)

    def shown(self, kind, row, calendar):
        """The columns of a row as `explain --rows` shows them."""
        shown = [["key", row["key"]]]
        for name, content in kind["columns"]:
            if name in ("caller", "age_years") or (value := row[name]) is None:
                continue
            if content == "time":
                at = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=calendar.local(value))
                shown.append([name.removesuffix("_at") + "_local", at.strftime("%Y-%m-%d %H:%M:%S")])
            else:
                shown.append([name, str(value)])
        return shown
