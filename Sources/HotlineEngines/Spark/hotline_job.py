"""The job of `hotline engine spark`: files become statements by `hotline records`, statements facts, facts sums.

    spark-submit hotline_job.py plan.json

The plan (SparkPlan.swift) has every definition; none stands here. What is written can be written twice: files get their names when they
are whole, and Spark's own tables are committed task by task.
"""

import json
import os
import shutil
import sys
import time

from pyspark.sql import SparkSession, Window, functions as F, types as T

from hotline_fold import Calendar, Folder
from hotline_reading import read_files
from hotline_sums import Sums, literal

TEXTS = ("text", "name", "caller", "word")


class Job:
    """What happens on the driver."""

    TASK_ROWS = 250_000
    # What became of the rows of a source, and how many of them stand under the key of another record.
    COUNTS = ("accepted", "updated", "unchanged", "merged", "reused")

    def __init__(self, plan):
        self.plan = plan
        self.output = plan["places"]["output"]
        # Folders are listed by the driver, and a task writes several tables at once instead of sorting by them.
        self.spark = (SparkSession.builder.config("spark.sql.session.timeZone", "UTC")
                      .config("spark.sql.adaptive.enabled", "true")
                      .config("spark.sql.sources.parallelPartitionDiscovery.threshold", "100000")
                      .config("spark.sql.maxConcurrentOutputFileWriters", "16").getOrCreate())
        self.spark.sparkContext.setLogLevel("ERROR")
        self.times, self.since = {}, time.monotonic()

    def lap(self, name):
        now = time.monotonic()
        self.times[name] = round(self.times.get(name, 0) + now - self.since, 2)
        print(f"hotline: {name}, {now - self.since:.1f} s", file=sys.stderr, flush=True)
        self.since = now

    def kept(self, frame, path, by=()):
        """Writes a table and reads it; its columns are known, so that Spark need not look into the files for them."""
        frame.write.mode("overwrite").partitionBy(*by).parquet(path)
        return self.spark.read.schema(frame.schema).parquet(path)

    def local(self, columns, rows):
        """A small table out of the plan, without a job to bring it to the cluster."""
        def written(value, kind):
            value = "NULL" if value is None else literal(value) if isinstance(value, str) else value
            return f"CAST({value} AS {kind})"

        kinds = [kind for _, kind in columns]
        values = ", ".join(f"({', '.join(map(written, row, kinds))})" for row in rows)
        return self.spark.sql(f"SELECT * FROM VALUES {values} AS t({', '.join(name for name, _ in columns)})")

    def add(self, source, numbers, line):
        """Adds to what became of a source's rows; `line` is the first of those under the key of another record."""
        self.counts[source] = [one + two for one, two in zip(self.counts[source], numbers)]
        if line is not None:
            self.reused_lines[source] = min(line, self.reused_lines.get(source, line))

    # Files to statements.

    def read(self):
        plan, files = self.plan, self.plan["places"]["files"]
        context = self.spark.sparkContext
        outcomes = read_files(context, plan, files, self.lap)
        self.sources, self.problems, seen = [], [], set()
        for outcome in outcomes:
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
        for source in self.sources:
            if source["note"]["records"] > 0:
                folder = f"{self.output}/statements/{source['note']['kind']}/source={source['number']}"
                os.makedirs(folder, exist_ok=True)
                for number, name in enumerate(source["names"]):
                    os.replace(f"{self.output}/statements/{name}", f"{folder}/records-{number:04d}.ndjson")
        # Tasks stay small, however many rows there are; Spark joins those that are very small.
        rows = sum(source["note"]["records"] for source in self.sources)
        parts = max(2 * context.defaultParallelism, rows // self.TASK_ROWS)
        self.spark.conf.set("spark.sql.shuffle.partitions", str(parts))
        self.lap("read")

    def statements(self, kind, source):
        """The statements of a source of a small kind, as they were written."""
        folder = f"{self.output}/statements/{kind['name']}/source={source['number']}"
        for name in sorted(os.listdir(folder)):
            with open(f"{folder}/{name}", encoding="utf-8") as records:
                yield from records

    def own(self, kind):
        """The sources of a kind that say something."""
        return [source for source in self.sources
                if source["note"]["kind"] == kind["name"] and source["note"]["records"] > 0]

    def in_parts(self, kind):
        return {source["number"] for source in self.own(kind) if source["is_parts"]}

    @staticmethod
    def columns(kind):
        return ([field["name"] for field in kind["fields"]] + kind["derived"]) + ["carried", "source", "source_line"]

    @staticmethod
    def schema(kind):
        texts = {field["name"] for field in kind["fields"] if field["type"] in TEXTS}
        return T.StructType([T.StructField(name, T.StringType() if name in texts else T.LongType())
                             for name in Job.columns(kind)])

    # Statements to facts.

    def mark(self, kind):
        """Puts the statements about a fact side by side, and writes apart those of facts that have several."""
        rows = self.spark.read.schema(self.schema(kind)).json(f"{self.output}/statements/{kind['name']}", mode="FAILFAST")
        keys = kind["identity"]
        # Keys begin alike: by a hash before them they are sorted without being compared letter by letter.
        same = Window.partitionBy(F.xxhash64(*keys), *keys)
        marked = rows.repartition(*keys).withColumn("several", (F.count(F.lit(1)).over(same) > 1).cast("int"))
        return self.kept(marked, f"{self.output}/raw/marked/{kind['name']}", by=["several"])

    def whole(self, carried, kind):
        return carried & kind["required"] == kind["required"]

    def count(self, kind, marked):
        """Counts the statements that are facts by themselves, and numbers the sets of carried fields in the order in which an ingest
        would; returns how many facts there are, and whether others need to be folded."""
        told = marked.groupBy("source", "carried", "several").agg(
            F.count(F.lit(1)).alias("rows"), F.min("source_line").alias("line")).collect()
        facts, first = 0, {}
        for row in told:
            place = (row["source"], row["line"])
            first[row["carried"]] = min(first.get(row["carried"], place), place)
            if not row["several"]:
                self.counts[row["source"]][0] += row["rows"]
                facts += row["rows"] if self.whole(row["carried"], kind) else 0
        self.carried += [(place, kind["name"], carried) for carried, place in first.items()]
        return facts, any(row["several"] for row in told)

    def fold(self, kind, marked):
        """Folds the facts that have several statements; returns them and how many they are."""
        columns, fact = self.columns(kind), self.schema(kind)
        counts = T.ArrayType(T.StructType([T.StructField(name, T.LongType()) for name in
                                           ("source", *self.COUNTS, "line")]))
        shared = self.spark.sparkContext.broadcast((self.plan, self.in_parts(kind)))
        state = {}

        def folded(rows):
            if "folder" not in state:
                plan, in_parts = shared.value
                state["folder"] = Folder(kind, Calendar(plan), in_parts)
            return state["folder"].result(rows)

        fold = F.udf(folded, T.StructType([T.StructField("fact", fact), T.StructField("counts", counts)]), useArrow=False)
        grouped = (marked.where("several = 1").repartition(*kind["identity"]).groupBy(*kind["identity"])
                   .agg(F.collect_list(F.struct(*columns)).alias("rows")).select(fold("rows").alias("folded")))
        facts = self.kept(grouped.select("folded.*"), f"{self.output}/raw/folded/{kind['name']}")
        told = (facts.select("fact.carried", F.posexplode("counts").alias("place", "c"))
                .groupBy("c.source", F.when(F.col("place") == 0, F.col("carried")).alias("carried"))
                .agg(F.count(F.lit(1)).alias("rows"), F.min("c.line").alias("line"),
                     *[F.sum(f"c.{name}").alias(name) for name in self.COUNTS]).collect())
        known, rows = {carried for _, name, carried in self.carried if name == kind["name"]}, 0
        for row in told:
            self.add(row["source"], [row[name] for name in self.COUNTS], row["line"])
            if row["carried"] is not None:
                rows += row["rows"]
                if row["carried"] not in known:
                    known.add(row["carried"])
                    self.carried.append(((1 << 40, row["carried"]), kind["name"], row["carried"]))
        return facts.where("fact IS NOT NULL").select("fact.*"), rows

    def facts(self, kind):
        """The facts of a kind as their statements have them, names as they are written, no neighbours yet; and how many they are."""
        marked = self.mark(kind)
        self.lap(f"statements {kind['name']}")
        rows, has_others = self.count(kind, marked)
        required = F.lit(kind["required"])
        facts = (marked.where("several = 0").where(F.col("carried").bitwiseAND(required) == required)
                 .select(*self.columns(kind)))
        if has_others:
            others, more = self.fold(kind, marked)
            facts, rows = facts.unionByName(others), rows + more
        self.lap(f"fold {kind['name']}")
        return facts, rows

    def small_facts(self, kind):
        """The facts of a small kind, folded here: `hotline` gets them as they are, so that the driver has them all anyway."""
        columns, by_key = self.columns(kind), {}
        for source in self.own(kind):
            for text in self.statements(kind, source):
                row = json.loads(text) | {"source": source["number"]}
                key = tuple(row[name] for name in kind["identity"])
                by_key.setdefault(key, []).append(tuple(row.get(name) for name in columns))
        folder, facts, first, unions = Folder(kind, Calendar(self.plan), self.in_parts(kind)), [], {}, set()
        for rows in by_key.values():
            for *_, carried, source, line in rows:
                first[carried] = min(first.get(carried, (source, line)), (source, line))
            fact, counts = folder.result(rows)
            for source, *numbers, line in counts:
                self.add(source, numbers, line)
            if fact is not None:
                # What follows from a row itself stands in it.
                facts.append(rows[0] if len(rows) == 1 else fact)
                unions.add(fact[-3])
        self.carried += [(place, kind["name"], carried) for carried, place in first.items()]
        self.carried += [((1 << 40, carried), kind["name"], carried) for carried in unions - first.keys()]
        return self.spark.createDataFrame(facts, self.schema(kind)), facts

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
            table = self.local([("alias", "STRING"), ("since", "BIGINT"), ("until", "BIGINT"), ("canonical", "STRING")], rows)
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
        # All of a caller's calls are in one task for both windows. Pseudonyms begin alike, see mark.
        keys = ["caller"] if self.plan["across_lines"] else ["caller", "line"]
        linked = linked.withColumn("digits", F.substring("caller", 8, 16)).repartition(*keys)
        order = Window.partitionBy("digits", *keys).orderBy("started_at", "tie")
        by_topic = Window.partitionBy("digits", *keys, topic).orderBy("started_at", "tie")

        def within(other, distance):
            return F.when(distance <= window, other)

        previous, following = F.lag("started_at").over(order), F.lead("started_at").over(order)
        same_topic = F.lead("started_at").over(by_topic)
        started = F.col("started_at")
        linked = (linked.withColumn("previous_call_at", within(previous, started - previous))
                  .withColumn("next_call_at", within(following, following - started))
                  .withColumn("next_same_topic_at", within(same_topic, same_topic - started)).drop("digits"))
        return linked.unionByName(others, allowMissingColumns=True)

    def finish(self, kind, facts):
        """Writes the facts of a kind as the views of the engine's SQL have them."""
        facts = self.canonical(facts, kind)
        known = self.local(
            [("source", "BIGINT"), ("source_file", "STRING"), ("source_known_until", "BIGINT")],
            [(source["number"], source["file"],
              source["note"].get("exportedAt") if source["note"].get("exportedAt") is not None
              else source["note"].get("latestEventAt")) for source in self.own(kind)])
        facts = facts.join(F.broadcast(known), "source", "left")
        if kind["name"] == "call":
            facts = self.neighbours(facts)
            facts = facts.withColumn("repeat_window_ends_at", F.col("started_at") + self.plan["window"])
        if kind["name"] == "work_order":
            facts = facts.withColumn("known_until_at", F.coalesce("exported_at", "source_known_until"))
        facts = self.kept(facts.drop("source_known_until"), f"{self.output}/facts/{kind['name']}")
        self.lap(f"facts {kind['name']}")
        return facts

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
        self.lap("start")
        self.read()
        self.counts = {source["number"]: [0] * len(self.COUNTS) for source in self.sources}
        self.reused_lines = {}
        self.carried = []
        horizons = {kind["name"]: self.horizons(kind) for kind in self.plan["kinds"]}
        latest = [moment for moment, _ in horizons.values() if moment is not None]
        as_of = self.plan.get("as_of")
        as_of = as_of if as_of is not None else max(latest, default=0)
        sums = Sums(self.spark, self.plan, as_of, horizons, self.lap)
        rows = {}
        for kind in self.plan["kinds"]:
            if not self.own(kind):
                sums.add_facts(kind, [])
            elif kind["bases"]:
                facts, rows[kind["name"]] = self.facts(kind)
                sums.add(kind, self.finish(kind, facts))
            else:
                frame, facts = self.small_facts(kind)
                self.finish(kind, frame)
                sums.add_facts(kind, facts)
                rows[kind["name"]] = len(facts)
        sums.close(sorted(self.carried))
        with open(f"{self.output}/raw/sources.ndjson", "w", encoding="utf-8") as output:
            for source in self.sources:
                output.writelines(source["rejects"])
                counts = dict(zip(self.COUNTS, self.counts[source["number"]]), reused_line=self.reused_lines.get(source["number"]))
                output.write(json.dumps({"source": source["note"], "counts": counts}, ensure_ascii=False) + "\n")
        report = {"as_of": as_of, "problems": self.problems, "seconds": self.times, "facts": rows}
        with open(f"{self.output}/raw/job.json", "w", encoding="utf-8") as output:
            json.dump(report, output, ensure_ascii=False)
        for part in ("marked", "folded", "texts"):
            shutil.rmtree(f"{self.output}/raw/{part}", ignore_errors=True)
        self.lap("end")
        print("hotline: " + json.dumps({"seconds": self.times, "facts": rows}), file=sys.stderr)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        Job(json.load(file)).run()
