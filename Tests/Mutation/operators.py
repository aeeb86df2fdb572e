"""Plausible errors, put into one line of Swift at a time.

An operator takes a line in which strings and comments are blanked out and yields (start, end, text): what is to be put in the
place of a part of it. The part is cut out of the line as it stands, so that strings survive.
"""
import re

NAME = r"[A-Za-z_][\w.]*"
TERM = rf"(?:\d[\d_.]*|{NAME}(?:\([^()]*\))?)"


def blanked(text):
    """The text with the insides of strings and all comments as blanks; its length and its lines stay."""
    out, at, opened = list(text), 0, []  # opened: the delimiter of each string, the depth of brackets of each interpolation

    def wipe(count):
        nonlocal at
        for index in range(at, min(at + count, len(out))):
            out[index] = "\n" if out[index] == "\n" else " "
        at += count

    while at < len(text):
        inside = opened[-1] if opened else None
        string = re.compile(r'(#*)("""|")').match(text, at)
        if isinstance(inside, str):
            hashes = inside.lstrip('"')
            if text.startswith("\\" + hashes + "(", at):
                wipe(2 + len(hashes))
                opened.append(1)
            elif text.startswith(inside, at):
                at += len(opened.pop())
            else:
                wipe(2 if text[at] == "\\" and not hashes else 1)
        elif text.startswith("//", at):
            end = text.find("\n", at)
            wipe((end if end >= 0 else len(text)) - at)
        elif string:
            opened.append(string[2] + string[1])
            at = string.end()
        elif opened:
            opened[-1] += {"(": 1, ")": -1}.get(text[at], 0)
            if opened[-1] == 0:
                opened.pop()
            wipe(1)
        else:
            at += 1
    return "".join(out)


def comparison(line):
    swaps = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
    # Things that are put in order differ: there `<=` is what `<` is, and the other order is the error.
    turned = {"<": ">", ">": "<"}
    order = re.search(r"\b(?:sorted|sort|min|max)(?:\(by: |\(| )\{", line)
    for match in re.finditer(r"(?<= )(<=|>=|==|!=|<|>)(?= )", line):
        is_order = order and order.end() <= match.start()
        yield match.start(), match.end(), (turned if is_order else {}).get(match[0], swaps[match[0]])


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
    # The largest of a list that is never empty needs no default; Swift wants one.
    for match in re.finditer(r"(?<!max\(\) )(?<!min\(\) )\?\? (0|1|true|false)\b(?![.\w])", line):
        yield match.start(1), match.end(1), swaps[match[1]]
    for match in re.finditer(r"(?:: \w+|var \w+) = (true|false|0|1)(?=[,)\s]|$)", line):
        yield match.start(1), match.end(1), swaps[match[1]]


def constant(line):
    # How much memory is set aside changes no result.
    if "apacity" in line:
        return
    for match in re.finditer(r"(?<![\w.#$@])(\d[\d_]*\.\d+|\d[\d_]*)(?![\w.])", line):
        text = match[1]
        # `[0-10]` of a pattern is `[0-1]`, a slip of the tool and of nobody else; how small a rounding error is changes no result.
        if re.search(r"\[[^\]\[ ]*-$|\de-$", line[:match.start(1)]):
            continue
        if "." in text:
            yield match.start(1), match.end(1), f"{float(text.replace('_', '')) * 1.01:.6g}"
        elif int(text.replace("_", "")) > 1:
            yield match.start(1), match.end(1), str(int(text.replace("_", "")) + 1)
    for match in re.finditer(r"\breturn (true|false)\b", line):
        yield match.start(1), match.end(1), "false" if match[1] == "true" else "true"


ALL = [comparison, off_by_one, negation, dropped_term, dropped_case, swapped_arguments, early_return, default, constant]


def sites(text):
    """Every mutant of a source text: (line number from 1, operator, line as it is, line with the error)."""
    for number, (line, bare) in enumerate(zip(text.split("\n"), blanked(text).split("\n")), 1):
        if line.lstrip().startswith(("//", "import ", "@", "#", "package ", "precondition", "assert")):
            continue
        for operator in ALL:
            for start, end, put in operator(bare):
                # A part with a string in it cannot be put back: its inside is blank.
                if '"' not in bare[start:end] or not put:
                    yield number, operator.__name__, line, line[:start] + put + line[end:]
