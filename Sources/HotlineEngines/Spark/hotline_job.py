"""The job of `hotline engine spark`: files become statements by `hotline records`, statements facts, facts sums.

    spark-submit hotline_job.py plan.json

The plan (SparkPlan.swift) has every definition; none stands here. What is written can be written twice: files get their names when they
are whole, and Spark's own tables are committed task by task.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

from pyspark.sql import SparkSession, Window, functions as F, types as T

from hotline_fold import Calendar, Folder, call_tie
from hotline_sums import Sums

TEXTS = ("text", "name", "caller", "word")


def read_file(plan, place, path):
    """Turns one file into statements, a file for each source; returns the notes on its sources and what went wrong."""
    places = plan["places"]
    folder = f"{places['output']}/statements"
    with tempfile.TemporaryDirectory(prefix="hotline-") as own:
        command = [places["hotline"], "records", path, "--key", places["key"], "--data", places["data"], "--as-written",
                   "--notes", f"{own}/notes", "--quiet", "--lang", "en"]
        if places.get("profile"):
            command += ["--profile", places["profile"]]
        if places.get("max_rejects") is not None:
            command += ["--max-rejects", str(places["max_rejects"])]
        with open(f"{own}/records", "wb") as output:
            ended = subprocess.run(command, stdout=output, stderr=subprocess.PIPE, check=False)
        if ended.returncode not in (0, 1) or not os.path.exists(f"{own}/notes"):
            # Spark tries the task again, on another machine if there is one.
            raise RuntimeError(f"{' '.join(command)}: {ended.returncode}\n{ended.stderr.decode(errors='replace')}")
        problems = [line for line in ended.stderr.decode(errors="replace").splitlines() if line.startswith("error:")]
        sources, rejects = [], []
        with open(f"{own}/notes", encoding="utf-8") as notes, open(f"{own}/records", "rb") as records:
            for text in notes:
                note = json.loads(text)
                if "reject" in note:
                    rejects.append(text)
                    continue
                source = note["source"]
                name = f"{place:06d}-{len(sources):04d}"
                target = f"{folder}/{source['kind']}/{name}.ndjson"
                os.makedirs(os.path.dirname(target), exist_ok=True)
                part = f"{target}.{os.getpid()}"
                shown = None
                with open(part, "wb") as output:
                    for _ in range(source["records"]):
                        line = records.readline()
                        if shown is None:
                            shown = json.loads(line)["source_file"]
                        output.write(line)
                os.replace(part, target)
                refused = source.get("refusal") is not None
                sources.append({"name": name, "note": source, "file": shown, "rejects": [] if refused else rejects})
                rejects = []
        return {"sources": sources, "problems": problems}


class Job:
    """What happens on the driver."""

    TASK_ROWS = 250_000

    def __init__(self, plan):
        self.plan = plan
        self.output = plan["places"]["output"]
        self.spark = (SparkSession.builder.config("spark.sql.session.timeZone", "UTC")
                      .config("spark.sql.adaptive.enabled", "true").getOrCreate())
        self.spark.sparkContext.setLogLevel("ERROR")
        self.times, self.since = {}, time.monotonic()

    def lap(self, name):
        now = time.monotonic()
        self.times[name] = round(self.times.get(name, 0) + now - self.since, 2)
        self.since = now

    # Files to statements.

    def read(self):
        plan, files = self.plan, self.plan["places"]["files"]
        context = self.spark.sparkContext
        shared = context.broadcast(plan)
        found = (context.parallelize(list(enumerate(files)), max(1, len(files)))
                 .map(lambda item: read_file(shared.value, *item)).collect())
        self.sources, self.problems, seen = [], [], set()
        for outcome in found:
            self.problems += [{"zh": text, "en": text} for text in outcome["problems"]]
            for source in outcome["sources"]:
                note = source["note"]
                if (refusal := note.get("refusal")) is not None:
                    if not any(refusal["en"] in problem["en"] for problem in self.problems):
                        self.problems.append(refusal)
                elif note["sha256"] not in seen:
                    # The same content is one source, wherever it lies.
                    seen.add(note["sha256"])
                    self.sources.append(source | {"number": len(self.sources) + 1})
        # Tasks stay small, however many rows there are; Spark joins those that are very small.
        rows = sum(source["note"]["records"] for source in self.sources)
        parts = max(2 * context.defaultParallelism, rows // self.TASK_ROWS)
        self.spark.conf.set("spark.sql.shuffle.partitions", str(parts))
        self.lap("read")

    def statements(self, kind):
        """The statements of a kind, each with the number of its source; `None` without any."""
        sources = [source for source in self.sources if source["note"]["kind"] == kind["name"]]
        # A file without records is no JSON.
        sources = [source for source in sources if source["note"]["records"] > 0]
        if not sources:
            return None
        schema = T.StructType(
            [T.StructField(field["name"], T.StringType() if field["type"] in TEXTS else T.LongType())
             for field in kind["fields"]]
            + [T.StructField(name, T.LongType()) for name in kind["derived"]]
            + [T.StructField("carried", T.LongType()), T.StructField("rows", T.StringType()),
               T.StructField("source_line", T.LongType())])
        paths = [f"{self.output}/statements/{kind['name']}/{source['name']}.ndjson" for source in sources]
        numbers = self.spark.createDataFrame(
            [(source["name"], source["number"]) for source in sources], "place string, source long")
        rows = self.spark.read.schema(schema).json(paths, mode="FAILFAST")
        rows = rows.withColumn("place", F.regexp_extract(F.input_file_name(), r"(\d{6}-\d{4})\.ndjson", 1))
        return rows.join(F.broadcast(numbers), "place").drop("place")

    # Statements to facts.

    def fold(self, kind):
        """Writes the facts of a kind as their statements have them: names as they are written, no neighbours yet."""
        statements = self.statements(kind)
        folded = f"{self.output}/raw/folded/{kind['name']}"
        if statements is None:
            return None
        values = [field["name"] for field in kind["fields"]] + kind["derived"]
        columns = values + ["carried", "source", "source_line"]
        types = {column: statements.schema[column].dataType for column in columns}
        fact = T.StructType([T.StructField(column, types[column]) for column in columns])
        counts = T.ArrayType(T.StructType([T.StructField(name, T.LongType()) for name in
                                           ("source", "accepted", "updated", "unchanged", "merged")]))
        calendar = self.spark.sparkContext.broadcast(self.plan)
        state = {}

        def folder():
            if "folder" not in state:
                state["folder"] = Folder(kind, Calendar(calendar.value))
            return state["folder"]

        fold = F.udf(lambda rows: None if rows is None else folder().result(rows),
                     T.StructType([T.StructField("fact", fact), T.StructField("counts", counts)]))
        whole = F.col("one.carried").bitwiseAND(F.lit(kind["required"])) == kind["required"]
        grouped = (statements.groupBy(*kind["identity"])
                   .agg(F.collect_list(F.struct(*columns, "rows")).alias("all"))
                   .select(F.element_at("all", 1).alias("one"), F.when(F.size("all") > 1, F.col("all")).alias("several"))
                   .withColumn("folded", fold("several")))
        isSingle = F.col("several").isNull()
        chosen = [F.when(isSingle, F.col(f"one.{name}")).otherwise(F.col(f"folded.fact.{name}")).alias(name)
                  for name in columns]
        facts = grouped.select(
            *chosen, F.col("folded.counts").alias("counts"), F.col("one.source").alias("first_source"),
            F.when(isSingle, whole).otherwise(F.col("folded.fact").isNotNull()).alias("is_fact"))
        facts.write.mode("overwrite").parquet(folded)
        self.lap(f"fold {kind['name']}")
        return self.spark.read.parquet(folded)

    def count(self, facts):
        """Counts what became of the rows of each source."""
        single = facts.where("counts IS NULL").groupBy("first_source").count().collect()
        several = (facts.where("counts IS NOT NULL").select(F.explode("counts").alias("c"))
                   .groupBy("c.source").agg(*[F.sum(f"c.{name}").alias(name) for name in
                                              ("accepted", "updated", "unchanged", "merged")]).collect())
        for row in single:
            self.counts[row[0]][0] += row[1]
        for row in several:
            for place in range(4):
                self.counts[row[0]][place] += row[1 + place]

    def note_carried(self, kind, statements, facts):
        """The sets of carried fields in the order in which an ingest would number them."""
        told = (statements.groupBy("carried").agg(F.min(F.struct("source", "source_line")).alias("first")).collect()
                if statements is not None else [])
        for row in told:
            self.carried.append(((row["first"]["source"], row["first"]["source_line"]), kind["name"], row["carried"]))
        known = {row["carried"] for row in told}
        for row in facts.where("is_fact").select("carried").distinct().collect():
            if row[0] not in known:
                self.carried.append(((1 << 40, row[0]), kind["name"], row[0]))

    def canonical(self, facts, kind):
        """Puts canonical names in the place of aliases, as of the fact's own time."""
        time_column = kind["times"][0] if kind["times"] else None
        for dimension in kind["dimensions"]:
            aliases = self.plan["aliases"].get(dimension, {})
            rows = []
            for alias, spans in aliases.items():
                start = -(1 << 50)
                for span in spans:
                    rows.append((alias, max(start, span["since"]), span["until"], span["name"]))
                    start = max(start, span["until"])
            if not rows or time_column is None:
                continue
            table = self.spark.createDataFrame(rows, "alias string, since long, until long, canonical string")
            met = ((F.col(dimension) == F.col("alias")) & (F.col(time_column) >= F.col("since"))
                   & (F.col(time_column) < F.col("until")))
            facts = (facts.join(F.broadcast(table), met, "left")
                     .withColumn(dimension, F.coalesce("canonical", dimension))
                     .drop("alias", "since", "until", "canonical"))
        return facts

    def neighbours(self, calls):
        """The times of the calls of the same caller before and after each call, within the window."""
        window, topic = self.plan["window"], F.coalesce("category", F.lit(""))
        linked = calls.where("direction = 'inbound' AND caller IS NOT NULL")
        others = calls.where("NOT (direction = 'inbound' AND caller IS NOT NULL)")
        keys = ["caller"] if self.plan["across_lines"] else ["caller", "line"]
        same = Window.partitionBy(*keys, "started_at")
        # The key decides among calls of one second alone: only there its hash is worked out.
        tied = F.when(F.count("*").over(same) > 1, F.col("key"))
        linked = linked.withColumn("tie", tied).withColumn("tie", F.udf(call_tie, T.LongType())("tie"))
        order = Window.partitionBy(*keys).orderBy("started_at", "tie")
        by_topic = Window.partitionBy(*keys, topic).orderBy("started_at", "tie")

        def within(other, distance):
            return F.when(distance <= window, other)

        previous, following = F.lag("started_at").over(order), F.lead("started_at").over(order)
        same_topic = F.lead("started_at").over(by_topic)
        started = F.col("started_at")
        linked = (linked.withColumn("previous_call_at", within(previous, started - previous))
                  .withColumn("next_call_at", within(following, following - started))
                  .withColumn("next_same_topic_at", within(same_topic, same_topic - started)).drop("tie"))
        return linked.unionByName(others, allowMissingColumns=True)

    def finish(self, kind, folded):
        """Writes the facts of a kind as the views of the engine's SQL have them."""
        facts = folded.where("is_fact").drop("counts", "first_source", "is_fact")
        facts = self.canonical(facts, kind)
        known = self.spark.createDataFrame(
            [(source["number"], source["file"],
              source["note"].get("exportedAt") if source["note"].get("exportedAt") is not None
              else source["note"].get("latestEventAt")) for source in self.sources],
            "source long, source_file string, source_known_until long")
        facts = facts.join(F.broadcast(known), "source", "left")
        if kind["name"] == "call":
            facts = self.neighbours(facts)
            facts = facts.withColumn("repeat_window_ends_at", F.col("started_at") + self.plan["window"])
        if kind["name"] == "work_order":
            facts = facts.withColumn("known_until_at", F.coalesce("exported_at", "source_known_until"))
        path = f"{self.output}/facts/{kind['name']}"
        facts.drop("source_known_until").write.mode("overwrite").parquet(path)
        self.lap(f"facts {kind['name']}")
        return self.spark.read.parquet(path)

    # All of it.

    def horizons(self, kind):
        """Up to when the sources of a kind speak, of each hotline by itself."""
        moments = {}
        for source in self.sources:
            note = source["note"]
            if note["kind"] != kind["name"]:
                continue
            moment = note.get("exportedAt") if note.get("exportedAt") is not None else note.get("latestEventAt")
            if moment is None:
                continue
            if note.get("exportedAt") is None and kind["name"] == "tally":
                calendar = Calendar(self.plan)
                moment = calendar.starts[calendar.day(moment) + 1 - calendar.first] - 1
            for line in note["lines"] or [None]:
                moments[line] = max(moments.get(line, moment), moment)
        of_all = moments.get(None)
        if not moments:
            return None, {}
        latest = max(moments.values())
        lines = {line: moment if of_all is None else max(moment, of_all)
                 for line, moment in moments.items() if line is not None}
        return latest, {line: moment for line, moment in lines.items() if moment < latest}

    def run(self):
        os.makedirs(f"{self.output}/raw", exist_ok=True)
        self.read()
        self.counts = {source["number"]: [0, 0, 0, 0] for source in self.sources}
        self.carried = []
        horizons = {kind["name"]: self.horizons(kind) for kind in self.plan["kinds"]}
        latest = [moment for moment, _ in horizons.values() if moment is not None]
        as_of = self.plan.get("as_of")
        as_of = as_of if as_of is not None else max(latest, default=0)
        sums = Sums(self.spark, self.plan, as_of, horizons, self.lap)
        rows = {}
        for kind in self.plan["kinds"]:
            folded = self.fold(kind)
            if folded is None:
                sums.add_empty(kind)
                continue
            self.count(folded)
            self.note_carried(kind, self.statements(kind), folded)
            self.lap(f"counts {kind['name']}")
            facts = self.finish(kind, folded)
            rows[kind["name"]] = facts.count()
            self.lap(f"facts {kind['name']}")
            if kind["bases"]:
                sums.add(kind, facts)
            else:
                sums.add_facts(kind, folded.where("is_fact"))
                self.lap(f"sums {kind['name']}")
        sums.close(sorted(self.carried))
        with open(f"{self.output}/raw/sources.ndjson", "w", encoding="utf-8") as output:
            for source in self.sources:
                output.writelines(source["rejects"])
                counts = dict(zip(("accepted", "updated", "unchanged", "merged"), self.counts[source["number"]]))
                output.write(json.dumps({"source": source["note"], "counts": counts}, ensure_ascii=False) + "\n")
        shutil.rmtree(f"{self.output}/raw/folded", ignore_errors=True)
        report = {"as_of": as_of, "problems": self.problems, "seconds": self.times, "facts": rows}
        with open(f"{self.output}/raw/job.json", "w", encoding="utf-8") as output:
            json.dump(report, output, ensure_ascii=False)
        print("hotline: " + json.dumps({"seconds": self.times, "facts": rows}), file=sys.stderr)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        Job(json.load(file)).run()
