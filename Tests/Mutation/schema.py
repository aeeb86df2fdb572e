"""Many mutants in one build: each stands beside the code as it is, and an environment variable chooses it.

A mutant inside a function or a computed property is the whole body once more, with the error, behind a question for its
number; one in a one-line initialiser or a literal is a conditional expression. What fits neither is left out.
"""
import re

from operators import blanked

CHOSEN = "hotlineMutant"
# One in each room: a name of the own module shadows those of the imported ones.
SWITCH = f'''import Glibc

private let mutant: String = getenv("HOTLINE_MUTANT").map {{ String(cString: $0) }} ?? ""
private let number = Int(mutant) ?? 0
private let notes = mutant.hasPrefix("/") ? Glibc.open(mutant, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600) : -1
nonisolated(unsafe) private let noted = {{
  let flags = UnsafeMutablePointer<Bool>.allocate(capacity: 10_000)
  flags.initialize(repeating: false, count: 10_000)
  return flags
}}()

/// Whether this error is chosen. Where a file was named instead of a number, notes in it that the code came here.
public func {CHOSEN}(_ asked: Int) -> Bool {{
  if notes >= 0, !noted[asked] {{
    noted[asked] = true
    _ = "\\(asked)\\n".withCString {{ Glibc.write(notes, $0, strlen($0)) }}
  }}
  return number == asked
}}
'''
FUNCTION = re.compile(r"(?:\bfunc\s+\S|\binit[?!]?\s*[(<]|\bsubscript\s*[(<])")
GETTER = re.compile(r"^[ \t]*(?:[\w()@]+[ \t]+)*var\s+\w+\s*:\s*[^={\n]+\{", re.M)
STATEMENT = re.compile(r"\s*(let|var|guard|for|while|repeat|defer|return|throw|do)\b")


def closing(bare, at):
    """The place of the bracket that closes the one at `at`, or None."""
    depth = 0
    for index in range(at, len(bare)):
        depth += {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}.get(bare[index], 0)
        if depth == 0:
            return index
    return None


def bodies(bare):
    """(begin, end, whether it has a value) of each function's and getter's body, the braces left out."""
    for match in FUNCTION.finditer(bare):
        line = bare[bare.rfind("\n", 0, match.start()) + 1:match.start()]
        if match[0].startswith("init") and re.search(r"[.=(]\s*$", line):
            continue
        depth, at, arrow = 0, match.end() - 1, False
        while at < len(bare):
            character = bare[at]
            if depth == 0 and character == "{":
                break
            if depth == 0 and (character == "}" or character == "\n" and re.match(r"\n\s*(?:\n|func|var|let|init|\}|case)", bare[at:at + 200])):
                at = len(bare)
                break
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(character, 0)
            arrow = arrow or depth == 0 and bare.startswith("->", at)
            at += 1
        end = closing(bare, at) if at < len(bare) else None
        if end:
            yield at + 1, end, arrow
    for match in GETTER.finditer(bare):
        end = closing(bare, match.end() - 1)
        if end and not re.match(r"\s*(get|set|willSet|didSet|_read|mutating|nonmutating)\b", bare[match.end():]):
            yield match.end(), end, True


def has_implicit_return(body):
    """Whether a body that gives a value is one expression."""
    start = body.strip()
    if re.match(r"(switch|if)\b", start):
        return not re.search(r"\b(return|throw)\b", start)
    if STATEMENT.match(start):
        return False
    depth = 0
    for match in re.finditer(r"[{}]|\breturn\b", body):
        if match[0] == "return" and depth == 0:
            return False
        depth += {"{": 1, "}": -1}.get(match[0], 0)
    return True


def difference(line, changed):
    """The part of a line that an error replaces: (begin, end, text), widened to whole words."""
    begin = 0
    while begin < min(len(line), len(changed)) and line[begin] == changed[begin]:
        begin += 1
    back = 0
    while back < min(len(line), len(changed)) - begin and line[-1 - back] == changed[-1 - back]:
        back += 1
    word = re.compile(r"[\w.]")
    while begin and word.match(line[begin - 1]):
        begin -= 1
    while back and word.match(line[len(line) - back]):
        back -= 1
    return begin, len(line) - back, changed[begin:len(changed) - back]


def with_mutants(text, mutants):
    """A source text with mutants (number, line from 1, changed line) in it, and the numbers that fit nowhere."""
    bare = blanked(text)
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    ranges = sorted(bodies(bare), key=lambda body: body[1] - body[0])
    within, edits, alone = {}, [], []
    for number, at, changed in mutants:
        line = text[starts[at - 1]:starts[at] - 1]
        begin, end, put = difference(line, changed)
        place = starts[at - 1] + begin, starts[at - 1] + end
        body = next((body for body in ranges if body[0] <= place[0] and place[1] <= body[1]), None)
        if body:
            shift = starts[at - 1] - body[0]
            code = text[body[0]:body[1]]
            within.setdefault(body, []).append((number, code[:max(shift + begin, 0)] + put + code[shift + end:]))
        elif re.fullmatch(r"\s*(?:\w+ )*(?:let|var) \w+(?:: [^=]+)? = [^=].*", line) and not re.search(r"[\[({,=]\s*$", line):
            value = line.index(" = ") + 3
            edits.append((starts[at - 1] + value, starts[at] - 1, f"{CHOSEN}({number}) ? ({changed[value:]}) : ({line[value:]})"))
        elif re.fullmatch(r"\d[\d_.]*|true|false", line[begin:end]):
            edits.append((*place, f"({CHOSEN}({number}) ? {put} : {line[begin:end]})"))
        else:
            alone.append(number)
    taken = []
    for body, copies in sorted(within.items(), key=lambda item: item[0][1] - item[0][0], reverse=True):
        outer = next((other for other in taken if other[0] <= body[0] and body[1] <= other[1]), None)
        if outer:  # a function within a function: the copies of the outer would hold the inner's
            alone += [number for number, _ in copies]
            continue
        taken.append(body)
        code = text[body[0]:body[1]]
        give = "return " if body[2] and has_implicit_return(bare[body[0]:body[1]]) else ""
        end = "" if body[2] else "\nreturn\n"
        head = "".join(f"\nif {CHOSEN}({number}) {{ {give}{copy}{end}\n}}" for number, copy in copies)
        edits.append((body[0], body[1], f"{head}\n{give}{code}\n"))
    for begin, end, put in sorted(edits, reverse=True):
        text = text[:begin] + put + text[end:]
    return text, alone
