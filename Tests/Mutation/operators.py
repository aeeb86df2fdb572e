"""Plausible errors, put into one line of Swift at a time.

An operator takes a line in which strings and comments are blanked out and yields (start, end, text): what is to be put in the
place of a part of it. The part is cut out of the line as it stands, so that strings survive.
"""
import re

NAME = r"[A-Za-z_][\w.]*"
TERM = rf"(?:\d[\d_.]*|{NAME}(?:\([^()]*\))?)"


def blank(line):
    """The line with the insides of its strings and its comment replaced by blanks."""
    line = re.sub(r'"(?:\\.|[^"\\])*"', lambda text: '"' + " " * (len(text[0]) - 2) + '"', line)
    comment = line.find("//")
    return line if comment < 0 else line[:comment].ljust(len(line))


def comparison(line):
    swaps = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
    for match in re.finditer(r"(?<= )(<=|>=|==|!=|<|>)(?= )", line):
        yield match.start(), match.end(), swaps[match[0]]


def off_by_one(line):
    for match in re.finditer(r"(?<=[\w)\]] )([+-])(?= 1\b(?![.\d_]))", line):
        yield match.start(), match.end(), "-" if match[0] == "+" else "+"
    for match in re.finditer(r"\.\.<|(?<=\w)\.\.\.(?=\w)", line):
        yield match.start(), match.end(), "..." if match[0] == "..<" else "..<"


def negation(line):
    match = re.match(r"\s*(?:\} else )?(?:guard|if|while) (?!let |var |case |try |await |#)([^,{}]+?) (?:else \{|\{)", line)
    if match:
        yield match.start(1), match.end(1), f"!({match[1]})"
    for match in re.finditer(r"(?<= )(&&|\|\|)(?= )", line):
        yield match.start(), match.end(), "||" if match[0] == "&&" else "&&"


def dropped_term(line):
    for match in re.finditer(rf"(?<=[\w)\]]) [+-] {TERM}(?![\w(.\[])", line):
        if match[0][3:] != "1":
            yield match.start(), match.end(), ""


def dropped_case(line):
    for match in re.finditer(r"\[([^\[\]]+)\]", line):
        items = match[1].split(", ")
        if len(items) > 1 and all(re.fullmatch(r'\s*(\.\w+|" *"|\d[\d.]*)\s*', item) for item in items):
            yield match.start(1) + len(items[0]), match.start(1) + len(items[0]) + 2 + len(items[1]), ""
    match = re.match(r"\s*case (\.\w+(?:, \.\w+)+):", line)
    if match:
        yield match.start(1) + match[1].rindex(","), match.end(1), ""


def swapped_arguments(line):
    # The order of two numbers is nothing to min and max.
    for match in re.finditer(rf"(?<!\bmin)(?<!\bmax)\((?:\w+: )?({TERM}), (?:\w+: )?({TERM})\)", line):
        if match[1] != match[2]:
            between = line[match.end(1):match.start(2)]
            yield match.start(1), match.end(2), match[2] + between + match[1]


EMPTY = {"Bool": "false", "Int": "0", "Int64": "0", "Double": "0", "String": '""', None: ""}


def early_return(line):
    match = re.match(r"\s*(?:\w+ )*func \w.*\)(?: throws)?(?: -> (.+?))? \{$", line.rstrip())
    if not match:
        return
    kind = match[1]
    value = EMPTY.get(kind, "nil" if kind and kind[-1] == "?" else "[]" if kind and re.fullmatch(r"\[[^:]*\]", kind) else None)
    if value is not None:
        yield len(line.rstrip()), len(line.rstrip()), f" if 1 == 1 {{ return {value} }};"


def default(line):
    swaps = {"0": "1", "1": "0", "true": "false", "false": "true"}
    for match in re.finditer(r"\?\? (0|1|true|false)\b(?![.\w])", line):
        yield match.start(1), match.end(1), swaps[match[1]]
    for match in re.finditer(r"(?:: \w+|var \w+) = (true|false|0|1)(?=[,)\s]|$)", line):
        yield match.start(1), match.end(1), swaps[match[1]]


def constant(line):
    for match in re.finditer(r"(?<![\w.#$@])(\d[\d_]*\.\d+|\d[\d_]*)(?![\w.])", line):
        text = match[1]
        if "." in text:
            yield match.start(1), match.end(1), f"{float(text.replace('_', '')) * 1.01:.6g}"
        elif int(text.replace("_", "")) > 1:
            yield match.start(1), match.end(1), str(int(text.replace("_", "")) + 1)
    for match in re.finditer(r"\breturn (true|false)\b", line):
        yield match.start(1), match.end(1), "false" if match[1] == "true" else "true"


ALL = [comparison, off_by_one, negation, dropped_term, dropped_case, swapped_arguments, early_return, default, constant]


def sites(text):
    """Every mutant of a source text: (line number from 1, operator, line as it is, line with the error)."""
    in_text = False
    for number, line in enumerate(text.split("\n"), 1):
        quotes = line.count('"""')
        if in_text or quotes == 1:
            in_text = in_text != (quotes == 1)
            continue
        if line.lstrip().startswith(("//", "import ", "@", "#", "package ", "precondition", "assert")):
            continue
        bare = blank(line)
        for operator in ALL:
            for start, end, put in operator(bare):
                # A part with a string in it cannot be put back: its inside is blank.
                if '"' not in bare[start:end] or not put:
                    yield number, operator.__name__, line, line[:start] + put + line[end:]
