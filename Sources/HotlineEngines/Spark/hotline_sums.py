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

from hotline_fold import Calendar


def literal(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


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
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
            CREATE TABLE carried(place INTEGER PRIMARY KEY, kind, bits);
            CREATE TABLE seat_hour(hour, asked, answered, abandoned, talk, talk_known, waited, seats);
            CREATE TABLE caller(first_day, last_day, calls, callers);
            CREATE TABLE order_age(day INTEGER, kind, line, district, unit, category, age, orders INTEGER);
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
        cases = " ".join("WHEN " + literal(line) + f" THEN {known}" for line, known in sorted(earlier.items()))
        return f"CASE line {cases} ELSE {moment} END"

    # Tables.

    def insert(self, table, columns, rows):
        """Puts rows, or those of files of texts, into a table: `?1` is the first value of each row."""
        columns = ", ".join(f"?{place + 1}" for place in columns)
        self.database.executemany(f"INSERT INTO {table} VALUES ({columns})", rows)

    def kept(self, frame, name):
        """Writes a table of sums for others, and reads it."""
        path = f"{self.output}/sums/{name}"
        frame.write.mode("overwrite").parquet(path)
        return self.spark.read.schema(frame.schema).parquet(path)

    def texts(self, frame, by=()):
        """A table as texts, row by row, each part of it by itself: rows that the JVM hands over one by one take far longer."""
        path = f"{self.output}/raw/texts"
        frame.write.mode("overwrite").partitionBy(*by).csv(path, escape='"', emptyValue="", nullValue="")
        for folder, _, names in sorted(os.walk(path)):
            for name in sorted(name for name in names if name.endswith(".csv")):
                with open(f"{folder}/{name}", encoding="utf-8", newline="") as file:
                    yield os.path.basename(folder).rpartition("=")[2], csv.reader(file)

    def add_facts(self, kind, facts):
        """Hands the facts of a small kind over as they are."""
        if kind["bases"]:
            return
        names = [field["name"] for field in kind["fields"]] + kind["derived"] + ["carried", "source", "source_line"]
        callers = {field["name"] for field in kind["fields"] if field["type"] == "caller"}
        places = [place for place, name in enumerate(names) if name not in callers and name not in kind["derived"]]
        columns = ", ".join(f'"{names[place]}"' for place in places)
        self.database.execute(f"CREATE TABLE fact_{kind['name']}({columns})")
        self.insert(f"fact_{kind['name']}", places, facts)

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
        parts = {"hour": ["hour"], "crossed": names} | {f"hour_{name}": ["hour", name] for name in names}
        if "agent" in kind["dimensions"]:
            parts["agent"] = ["agent"]
        keys = ["day", "line", "hour", *names, *parts.get("agent", []), "carried"]
        grouped = {"day": F.expr(self.day(time)), "hour": F.expr(self.hour(time)), "carried": F.col("carried")}
        # An absent name is null where conditions read it: what is grouped by stands beside it. What a fact adds is worked out once, before
        # it is added to each of the tables.
        told = facts.where(F.col(time).isNotNull()).select(
            *[grouped.get(key, F.coalesce(key, F.lit(""))).alias(f"by_{key}") for key in keys],
            *[F.expr(sum["sql"].replace("{moment}", moment)).alias(f"s{place}") for place, sum in enumerate(base["sums"])])
        sets = {part: ["day", "line", *own, "carried"] for part, own in parts.items()}
        # A bit for each column that is not grouped by.
        ids = {part: sum(1 << place for place, key in enumerate(reversed(keys)) if key not in own)
               for part, own in sets.items()}
        added = told.groupingSets([[f"by_{key}" for key in own] for own in sets.values()], *[f"by_{key}" for key in keys]).agg(
            F.grouping_id().cast("int").alias("part"), *[F.sum(f"s{place}").alias(f"s{place}") for place in range(len(base["sums"]))])
        # Whole numbers add up as such; decimals exactly, and become floating only in the end.
        is_whole = [isinstance(added.schema[f"s{place}"].dataType, T.LongType) for place in range(len(base["sums"]))]
        table = self.kept(added.select(
            *[f"by_{key}" for key in keys], "part",
            *[F.coalesce(F.col(f"s{place}").cast("double"), F.lit(0.0)).alias(sum["id"])
              for place, sum in enumerate(base["sums"])]), f"{kind['name']}_{time}")
        self.lap(f"sums {kind['name']}")
        sums = [F.col(f"`{sum['id']}`") for sum in base["sums"]]
        # Most sums of a row are nothing, and are written as nothing.
        sums = [F.when(sum != 0, sum.cast("long") if whole else sum) for sum, whole in zip(sums, is_whole)]
        inserts = {}
        for part, own in sets.items():
            name = f"sum_{kind['name']}_{time}_{part}"
            types = ["INTEGER" if key in ("day", "hour", "carried") else "TEXT" for key in own]
            columns = [f'"{key}" {of}' for key, of in zip(own, types)] + [f'"{sum["id"]}"' for sum in base["sums"]]
            self.database.execute(f"CREATE TABLE {name}({', '.join(columns)})")
            inserts[str(ids[part])] = name, [keys.index(key) for key in own] + [len(keys) + place for place in range(len(sums))]
        for part, rows in self.texts(table.select(*[f"by_{key}" for key in keys], *[
                sum.alias(f"s{place}") for place, sum in enumerate(sums)], "part"), by=["part"]):
            self.insert(*inserts[part], rows)
        self.lap(f"driver {kind['name']}")

    def add_seat_hours(self, calls):
        hour = f"(started_at + {self.plan['hour_offset']}) div 3600"
        rows = self.kept(calls.where(
            "direction = 'inbound' AND outcome IN ('answered', 'abandoned', 'failed')").groupBy(
            F.expr(hour).alias("hour")).agg(*[F.expr(sql).alias(name) for name, sql in {
                "asked": "count(*)", "answered": "count_if(outcome = 'answered')",
                "abandoned": "count_if(outcome = 'abandoned')",
                "talk": "coalesce(sum(CASE WHEN outcome = 'answered' THEN talk_seconds END), 0)",
                "talk_known": "count_if(outcome = 'answered' AND talk_seconds IS NOT NULL)",
                "waited": "coalesce(sum(CASE WHEN outcome = 'answered' THEN wait_seconds WHEN outcome = 'abandoned' "
                          "THEN coalesce(wait_seconds, ended_at - started_at) END), 0)",
                "seats": "count(DISTINCT CASE WHEN outcome = 'answered' THEN agent END)"}.items()]), "seat_hour").collect()
        self.insert("seat_hour", range(8), rows)

    def add_callers(self, calls):
        date = f"date_add(DATE '1970-01-01', {self.day('started_at')})"
        inbound = calls.where("direction = 'inbound' AND caller IS NOT NULL")
        for unit, months in (("month", 1), ("quarter", 3), ("year", 12)):
            often = inbound.groupBy("caller", F.expr(f"trunc({date}, '{unit}')").alias("first")).agg(
                F.count(F.lit(1)).alias("calls"))
            rows = often.groupBy("first", "calls").agg(F.count(F.lit(1)).alias("callers")).select(
                F.expr("unix_date(first)"), F.expr(f"unix_date(add_months(first, {months})) - 1"), "calls", "callers")
            self.insert("caller", range(4), sorted(rows.collect()))

    def add_ages(self, kind, orders):
        """How orders stand at the last moment that is known of their hotline; see OrderAge."""
        working, count, days = [], 0, self.plan["days"][:-1]
        following = [None] * (len(days) + 1)
        for place in reversed(range(len(days))):
            following[place] = days[place]["number"] if days[place]["is_working"] else following[place + 1]
        for day in days:
            count += day["is_working"]
            working.append(count)
        first = days[0]["number"]

        def listed(numbers, day):
            texts = ",".join("" if number is None else str(number) for number in numbers)
            return f"get(transform(split('{texts}', ','), day -> try_cast(day AS INT)), {day} - {first})"

        def working_days(start, end):
            """The working days after the first one from the start on; unknown outside the calendar."""
            begin = listed(following[:-1], self.day(start))
            return (f"CASE WHEN {end} < {start} OR {begin} IS NULL THEN NULL WHEN {self.day(end)} <= {begin} THEN 0 "
                    f"ELSE {listed(working, self.day(end))} - {listed(working, begin)} END")

        told = orders.withColumn("moment", F.expr(f"CAST({self.moment(kind)} AS BIGINT)"))
        told = told.withColumn("closed", F.expr("CASE WHEN closed_at <= moment THEN closed_at END"))
        told = told.withColumn("until", F.expr("coalesce(closed, moment)"))
        told = told.withColumn("days_left", F.expr(working_days("moment", "deadline_at")))
        told = told.withColumn("days_late", F.expr(working_days("deadline_at", "until")))
        told = told.withColumn("age", F.expr("""CASE
            WHEN status IS NULL OR status NOT IN ('open', 'closed') THEN 'left_out'
            WHEN deadline_at IS NULL THEN 'undated'
            WHEN closed <= deadline_at THEN 'closed_in_time'
            WHEN closed IS NULL AND deadline_at > moment THEN if(days_left <= 2, 'due_soon', 'not_yet_due')
            WHEN closed IS NULL AND status = 'open' AND known_until_at < deadline_at THEN 'state_unknown'
            WHEN days_late IS NULL THEN 'late_unknown'
            WHEN closed IS NULL THEN if(days_late <= 5, 'overdue', 'long_overdue')
            ELSE if(days_late <= 5, 'closed_late', 'closed_very_late') END"""))
        names = [F.coalesce(name, F.lit("")).alias(name) for name in ("kind", "line", "district", "unit", "category")]
        ages = self.kept(told.groupBy(F.expr(self.day("received_at")).alias("day"), *names, "age").agg(
            F.count(F.lit(1)).alias("orders")), "order_age")
        for _, rows in self.texts(ages):
            self.insert("order_age", range(8), rows)

    # The first rows of each question, hotline and month.

    def add_rows(self, kind, facts):
        lists = kind["rows"]
        self.database.executemany("INSERT INTO row VALUES (?, '', 0, -1, '', 0, '')", [(one["question"],) for one in lists])
        if not lists:
            return
        moment, kept = self.moment(kind), self.plan["rows_kept"]
        met = F.array_compact(F.array(*[F.when(
            F.col(one["time"]).isNotNull() & F.expr(one["sql"].replace("{moment}", moment)), F.struct(
                F.lit(place).alias("list"), F.col(one["time"]).alias("time"))) for place, one in enumerate(lists)]))
        group = ["list", "line", "month"]
        day = F.expr(self.day("time"))
        month = F.expr("trunc(date_add(DATE '1970-01-01', day), 'month')")

        def listed(*columns):
            return (facts.select(*columns, F.explode(met).alias("met")).select(*columns, "met.*")
                    .withColumn("day", day).withColumn("month", month))

        # Counts by day tell up to which day the first rows of a month reach; only rows of these days are sorted.
        so_far = F.sum("rows").over(Window.partitionBy(*group).orderBy("day"))
        reached = (listed("line").groupBy(*group, "day").agg(F.count(F.lit(1)).alias("rows"))
                   .withColumn("reached", F.when(so_far >= kept, F.col("day"))).groupBy(*group).agg(
                       F.coalesce(F.min("reached"), F.max("day")).alias("last_day"))
                   .select(*[F.col(name).alias(f"its_{name}") for name in group], "last_day"))
        columns = ["key", "source_file", "source_line", *kind["derived"]]
        columns += [name for name, _ in kind["columns"] if name not in ("caller", "age_years", *columns)]
        rows = listed(*columns)
        rows = rows.join(F.broadcast(reached), (F.col("list") == F.col("its_list")) & F.col("line").eqNullSafe(F.col("its_line"))
                         & (F.col("month") == F.col("its_month")) & (F.col("day") <= F.col("last_day")))
        rank = F.rank().over(Window.partitionBy(*group).orderBy("time"))
        rows = rows.select(*columns, "list", "month", "time", rank.alias("rank"))
        rows = rows.where(F.col("rank") <= kept).drop("rank").collect()
        is_call = kind["name"] == "call"
        found = [(row["list"], row["time"], row["tie"] if is_call else row["key"].encode(), row) for row in rows]
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
