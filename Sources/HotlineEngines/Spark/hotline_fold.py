"""Folds the statements about one fact into the fact, as HotlineStore does (FactVersion, CallParts, FactFold, SourceRows).

Only facts with several statements come here; the others are facts as they stand. A statement holds its values by the places of the
kind's fields: words as codes, callers as signed numbers, names as they are written, so that values compare as the store compares them.
"""

import bisect
from functools import cmp_to_key

NEVER = -(1 << 63)
MASK = (1 << 64) - 1


class Calendar:
    """The working days of the plan, and the local clock."""

    def __init__(self, plan):
        days = plan["days"]
        self.first = days[0]["number"]
        self.starts = [day["start"] for day in days]
        # The last entry only tells where the last day ends.
        self.working = [day["is_working"] for day in days[:-1]]
        self.since = [stretch[0] for stretch in plan["zone"]]
        self.offsets = [stretch[1] for stretch in plan["zone"]]
        self.contact_days = plan["contact_days"]

    def local(self, moment):
        """The seconds that the local clock shows."""
        return moment + self.offsets[max(0, bisect.bisect_right(self.since, moment) - 1)]

    def day(self, moment):
        return self.local(moment) // 86_400

    def is_working(self, day):
        place = day - self.first
        return self.working[place] if 0 <= place < len(self.working) else None

    def first_working(self, day):
        while (working := self.is_working(day)) is not None:
            if working:
                return day
            day += 1
        return None

    def end_of_working_day(self, moment, days):
        day = self.first_working(self.day(moment))
        for _ in range(days):
            if day is None:
                return None
            day = self.first_working(day + 1)
        return None if day is None else self.starts[day + 1 - self.first] - 1

    def working_days(self, start, end):
        first = self.first_working(self.day(start)) if end >= start else None
        if first is None:
            return None
        count = 0
        for day in range(first + 1, self.day(end) + 1):
            working = self.is_working(day)
            if working is None:
                return None
            count += working
        return count


class Statement:
    """What one source says of one fact."""

    __slots__ = ("values", "source", "line", "carried", "age")

    def __init__(self, values, source, line, carried):
        self.values, self.source, self.line, self.carried, self.age = values, source, line, carried, None


class Folder:
    """Folds facts of one kind."""

    PARTS_LIMIT = 1024

    def __init__(self, kind, calendar, in_parts):
        """`in_parts` are the sources whose rows of one call are its legs."""
        self.kind, self.calendar, self.in_parts = kind, calendar, in_parts
        self.names = [field["name"] for field in kind["fields"]]
        self.place = {name: place for place, name in enumerate(self.names)}
        self.codes = {place: {word: code for code, word in enumerate(field["words"])}
                      for place, field in enumerate(kind["fields"]) if field["type"] == "word"}
        self.words = {place: field["words"] for place, field in enumerate(kind["fields"]) if field["type"] == "word"}
        self.callers = [place for place, field in enumerate(kind["fields"]) if field["type"] == "caller"]
        self.key, self.title = self.place["key"], self.place.get("title")
        self.exported = self.place["exported_at"]
        self.content = [place for place in range(len(self.names)) if place not in (self.key, self.title, self.exported)]
        self.events = [self.place[name] for name in kind["events"]]
        self.required = kind["required"]
        self.parts = [(self.place[name], rule) for name, rule in kind["parts"]]
        self.reuse = kind.get("reuse")
        self.beginning = None if self.reuse is None else self.place[self.reuse["beginning"]]
        self.caller = self.place.get("caller")
        self.newest_first = cmp_to_key(self.compare_newest)

    # Which of two rows is newer (FactVersion).

    def says_same(self, left, right):
        return (all(left.values[place] == right.values[place] for place in self.content)
                and (self.title is None or left.values[self.title] == right.values[self.title]))

    def age(self, row):
        if row.age is not None:
            return row.age
        values = row.values
        exported = values[self.exported]
        known = max([0] + [values[place] for place in self.events if values[place] is not None])
        fields = sum(values[place] is not None for place in self.content)
        if self.title is not None and values[self.title] is not None:
            fields += 1
        row.age = (NEVER if exported is None else exported, known, fields)
        return row.age

    def is_older(self, left, right):
        age, other = self.age(left), self.age(right)
        if age != other:
            return age < other
        for place in self.content + ([] if self.title is None else [self.title]):
            one, two = left.values[place], right.values[place]
            if one != two:
                return one is None or (two is not None and one < two)
        return False

    def compare_newest(self, left, right):
        if self.is_older(right, left):
            return -1
        if self.is_older(left, right):
            return 1
        return left.source - right.source

    # Rows of one key that are hardly of one fact (KeyReuse).

    def differ(self, left, right):
        if self.reuse is None:
            return False
        begin, other = left.values[self.beginning], right.values[self.beginning]
        if begin is None or other is None or begin == other:
            return False
        if abs(begin - other) > self.reuse["longest"] and self.calendar.day(begin) != self.calendar.day(other):
            return True
        key, kept = left.values[self.key], self.reuse["digits"]
        if len(key.encode()) <= kept or not (key.isascii() and key.isdigit()) or key[kept:].strip("0"):
            return False
        if self.caller is None:
            return True
        caller = left.values[self.caller]
        return caller is None or caller != right.values[self.caller]

    # Legs of one call (CallParts).

    def merged(self, legs):
        started, answered, wait = (self.place[name] for name in ("started_at", "answered_at", "wait_seconds"))

        def compare(left, right):
            one, two = left.values, right.values
            start = (NEVER if one[started] is None else one[started]), (NEVER if two[started] is None else two[started])
            if start[0] != start[1]:
                return -1 if start[0] < start[1] else 1
            answer = tuple(1 << 63 if values[answered] is None else values[answered] for values in (one, two))
            if answer[0] != answer[1]:
                return -1 if answer[0] < answer[1] else 1
            return -1 if self.is_older(left, right) else 1 if self.is_older(right, left) else 0

        ordered = sorted(legs, key=cmp_to_key(compare))
        first = ordered[0]
        if len(ordered) == 1:
            return first
        answers = [leg for leg in ordered if leg.values[answered] is not None]
        first_answered = min(answers, key=lambda leg: leg.values[answered]) if answers else None
        begin = min((leg.values[started] for leg in ordered if leg.values[started] is not None), default=None)

        def waited(leg):
            seconds = leg.values[wait]
            if seconds is None:
                return None
            start = leg.values[started]
            return seconds + ((begin or 0 if start is None else start) - (begin or 0))

        call = [None] * len(self.names)
        call[self.key] = first.values[self.key]
        for place, rule in self.parts:
            values = [leg.values[place] for leg in ordered if leg.values[place] is not None]
            if rule == "until the first answer":
                waits = [waited(leg) for leg in ordered]
                call[place] = (waited(first_answered) if first_answered is not None
                               else max((wait for wait in waits if wait is not None), default=None))
            elif rule == "of the first answer":
                own = None if first_answered is None else first_answered.values[place]
                call[place] = own if own is not None else values[0] if values else None
            elif not values:
                continue
            else:
                call[place] = {"earliest": min, "latest": max, "sum": sum, "first": lambda all: all[0],
                               "last": lambda all: all[-1],
                               "answered if any": lambda all: 0 if 0 in all else all[-1]}[rule](values)
        return Statement(call, first.source, first.line, first.carried)

    def legs_of(self, rows):
        """The call of some rows, and how many of them repeat a leg."""
        started, answered, agent = (self.place[name] for name in ("started_at", "answered_at", "agent"))
        legs, by_start, by_answer, repeats = [], {}, {}, 0
        for row in rows:
            start = None if row.values[started] is None else (row.values[agent], row.values[started])
            answer = None if row.values[answered] is None else (row.values[agent], row.values[answered])
            known = by_start.get(start) if start is not None else None
            if known is None and answer is not None:
                known = by_answer.get(answer)
            if known is not None:
                repeats += self.says_same(legs[known], row)
                if self.is_older(legs[known], row):
                    legs[known] = row
                continue
            if len(legs) == self.PARTS_LIMIT:
                legs, by_start, by_answer = [self.merged(legs)], {}, {}
            if start is not None:
                by_start[start] = len(legs)
            if answer is not None:
                by_answer[answer] = len(legs)
            legs.append(row)
        return self.merged(legs), repeats

    # All sources (FactFold, FactSettlement).

    def carries(self, statement, place):
        return statement.carried >> place & 1 == 1

    def fact(self, statements):
        if len(statements) == 1:
            return statements[0] if statements[0].carried & self.required == self.required else None
        newest = sorted(statements, key=self.newest_first)
        union = 0
        for statement in newest:
            union |= statement.carried
        if union & self.required != self.required:
            return None
        lead = next((one for one in newest if one.carried & self.required == self.required), newest[0])
        values = [None] * len(self.names)
        values[self.key] = lead.values[self.key]
        for place in range(len(self.names)):
            if place == self.key:
                continue
            if place == self.exported:
                values[place] = lead.values[place]
                continue
            for one in newest:
                if self.carries(one, place) or (place != self.title and one.values[place] is not None):
                    values[place] = one.values[place]
                    break
        return Statement(values, lead.source, lead.line, union)

    def is_same(self, left, right):
        if left is None or right is None:
            return left is None and right is None
        return self.says_same(left, right)

    def fold(self, rows):
        """The fact of some rows (`None` as long as something required is unknown), and for each source what became of its rows and how
        many of them are hardly of this fact."""
        rows = sorted(map(self.statement, rows), key=lambda row: (row.source, row.line))
        statements, fact, counts, begin = [], None, [], 0
        while begin < len(rows):
            end = begin
            while end < len(rows) and rows[end].source == rows[begin].source:
                end += 1
            own, is_parts = rows[begin:end], bool(self.parts) and rows[begin].source in self.in_parts
            begin = end
            advances = repeats = 0
            if is_parts:
                statement, repeats = self.legs_of(own)
            else:
                statement = own[0]
                for row in own[1:]:
                    if self.is_older(statement, row):
                        advances += not self.says_same(statement, row)
                        statement = row
            reused = (len(own) if fact is not None and self.differ(fact, statement)
                      else sum(self.differ(own[0], row) for row in own[1:]))
            # A row that is a fact by itself is a new one where there was none.
            is_new = not statements or (fact is None and own[0].carried & self.required == self.required)
            statements.append(statement)
            before, fact = fact, self.fact(statements)
            is_changed = not self.is_same(before, fact)
            accepted, updated, unchanged, merged = 0, 0, 0, 0
            if is_parts:
                unchanged, merged = repeats, len(own) - repeats - 1
                accepted, updated = (1, 0) if is_new else (0, int(is_changed))
                unchanged += not is_new and not is_changed
            else:
                if is_new:
                    accepted, updated = 1, advances
                elif is_changed:
                    updated = 1 + advances
                unchanged = len(own) - accepted - updated
            counts.append((statement.source, accepted, updated, unchanged, merged, reused, statement.line if reused else None))
        return fact, counts

    # From rows of Spark and back.

    def statement(self, row):
        """A row has the fields in order, what follows from them, the carried fields, source and line."""
        values = list(row[:len(self.names)])
        for place, codes in self.codes.items():
            if values[place] is not None:
                values[place] = codes[values[place]]
        for place in self.callers:
            if values[place] is not None:
                bits = int(values[place].removeprefix("caller:"), 16)
                values[place] = bits - (1 << 64) if bits >> 63 else bits
        carried, source, line = row[-3:]
        return Statement(values, source, line, carried)

    def result(self, rows):
        """The fact as a row like those it is folded from; and what became of the rows of each source."""
        fact, counts = self.fold(rows)
        if fact is None:
            return None, counts
        values = list(fact.values)
        for place, words in self.words.items():
            if values[place] is not None:
                values[place] = words[values[place]]
        for place in self.callers:
            if values[place] is not None:
                values[place] = f"caller:{values[place] & MASK:016x}"
        return tuple(values) + self.derived(fact, rows[0]) + (fact.carried, fact.source, fact.line), counts

    def derived(self, fact, row):
        """What follows from a fact itself; the rest every row about it tells."""
        def value(name):
            return fact.values[self.place[name]]

        def column(name):
            if name == "contact_deadline_at":
                due = value("first_contact_due_at")
                return due if due is not None else self.calendar.end_of_working_day(
                    value("received_at"), self.calendar.contact_days)
            if name == "deadline_at":
                return value("extended_due_at") if value("extended_due_at") is not None else value("due_at")
            if name == "closure_working_days" and value("closed_at") is not None:
                return self.calendar.working_days(value("received_at"), value("closed_at"))
            # That of a budget follows from its year and is worked out where budgets are taken in.
            return None

        return tuple(row[len(self.names) + place] if name == "tie" else column(name)
                     for place, name in enumerate(self.kind["derived"]))
