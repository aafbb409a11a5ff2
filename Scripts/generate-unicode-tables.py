#!/usr/bin/env python3
"""Writes Sources/HZAnalysis/Tables/*.swift from the Unicode character database (Debian: unicode-data).

Tables are string literals of bytes below 0x80, so that they compile at once, cost nothing at start-up and
need no memory of their own: numbers up to 16,383 take two bytes, the higher seven bits first.
"""
import bz2
import re
import sys
import unicodedata

UCD = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode"
OUT = "Sources/HZAnalysis/Tables"
LIMIT, BLOCK = 0x30000, 128

CLASSES = ["Other", "CR", "LF", "Newline", "Extend", "ZWJ", "Format", "Katakana", "Hebrew_Letter", "ALetter",
           "Single_Quote", "Double_Quote", "MidNumLet", "MidLetter", "MidNum", "Numeric", "ExtendNumLet",
           "Regional_Indicator", "WSegSpace"]
WORDLIKE, CJK, PICTOGRAPH = 0x20, 0x40, 19  # a pictograph is class Other or ALetter in UAX #29: see below


def ranges(name):
    for line in open(f"{UCD}/{name}", encoding="utf-8"):
        match = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)", line)
        if match:
            yield int(match[1], 16), int(match[2] or match[1], 16), match[3]


def classes():
    table = bytearray(LIMIT)
    for first, last, name in ranges("auxiliary/WordBreakProperty.txt"):
        for scalar in range(first, min(last + 1, LIMIT)):
            table[scalar] = CLASSES.index(name)
    for first, last, name in ranges("emoji/emoji-data.txt"):
        if name == "Extended_Pictographic":
            for scalar in range(first, min(last + 1, LIMIT)):
                if table[scalar] == 0:
                    table[scalar] = PICTOGRAPH
    category, first_of_range = {}, None
    for line in open(f"{UCD}/UnicodeData.txt", encoding="utf-8"):
        field = line.split(";")
        scalar = int(field[0], 16)
        if field[1].endswith("First>"):
            first_of_range = scalar
        elif field[1].endswith("Last>"):
            for each in range(first_of_range, min(scalar + 1, LIMIT)):
                category[each] = field[2]
        else:
            category[scalar] = field[2]
    for scalar, value in category.items():
        if scalar < LIMIT and value[0] in "LN":
            table[scalar] |= WORDLIKE
    for first, last, name in ranges("Scripts.txt"):
        if name in ("Han", "Hiragana", "Katakana", "Hangul", "Bopomofo"):
            for scalar in range(first, min(last + 1, LIMIT)):
                if category.get(scalar, "Cn")[0] in "LN" and table[scalar] & 0x1F != 4:
                    table[scalar] |= CJK | WORDLIKE
    for scalar in (0x3005, 0x3006, 0x3007, 0x30FC, 0xFF70):  # iteration marks, the zero 〇, the long-vowel mark
        table[scalar] |= CJK | WORDLIKE
    return table


def decompositions():
    raw = {}
    for line in open(f"{UCD}/UnicodeData.txt", encoding="utf-8"):
        field = line.split(";")
        if field[5]:
            parts = field[5].split()
            parts = parts[1:] if parts[0].startswith("<") else parts
            raw[int(field[0], 16)] = [int(part, 16) for part in parts]

    def full(scalar):
        if scalar not in raw:
            return [scalar]
        return [x for part in raw[scalar] for x in full(part)]
    return {scalar: full(scalar) for scalar in raw}


def is_dropped(scalar):
    """Marks on Latin, Greek and Cyrillic letters, and what no reader sees."""
    return (0x300 <= scalar <= 0x36F or 0x1AB0 <= scalar <= 0x1AFF or 0x1DC0 <= scalar <= 0x1DFF
            or 0x20D0 <= scalar <= 0x20FF or 0xFE00 <= scalar <= 0xFE0F or 0xFE20 <= scalar <= 0xFE2F
            or scalar in (0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x640)
            or 0x483 <= scalar <= 0x487 or 0x202A <= scalar <= 0x202E or 0xE0100 <= scalar <= 0xE01EF)


def folds():
    decomposed, folded = decompositions(), {}
    for line in open(f"{UCD}/CaseFolding.txt", encoding="utf-8"):
        match = re.match(r"([0-9A-F]+); ([CF]); ([0-9A-F ]+);", line)
        if match:
            folded[int(match[1], 16)] = [int(part, 16) for part in match[3].split()]
    result = {}
    for scalar in sorted(set(decomposed) | set(folded) | {s for s in range(LIMIT) if is_dropped(s)}
                         | {0x2019, 0x2018, 0xFF07}):
        if scalar >= LIMIT or 0xAC00 <= scalar <= 0xD7A3:
            continue
        once = decomposed.get(scalar, [scalar])
        if any(part in (0x3099, 0x309A) for part in once) and len(once) == 2 and once[0] >= 0x3040:
            continue  # voiced kana stay whole: が is not か
        cased = [y for x in once for y in folded.get(x, [x])]
        twice = [y for x in cased for y in decomposed.get(x, [x])]
        out = [0x27 if x in (0x2018, 0x2019) else x for x in twice if not is_dropped(x) and x != 0x20]
        if out != [scalar]:
            result[scalar] = "".join(map(chr, out))
    # Letters with a stroke have no decomposition; readers type them without it.
    for pair in "đd øo łl ħh ŧt ıi ŀl ðd þth æae œoe ɨi ʉu ƀb ƶz ǥg ɉj ɍr ɏy".split():
        for scalar in (pair[0], pair[0].upper()):
            if len(scalar) == 1 and ord(scalar) > 0x7F:
                result[ord(scalar)] = pair[1:]
    for scalar in (0x309B, 0x309C):
        result[scalar] = ""  # voicing marks that stand alone
    for scalar, text in result.items():
        while (again := "".join(result.get(ord(c), c) for c in text)) != text:
            text = again
        if "\u3099" in text or "\u309a" in text:
            text = unicodedata.normalize("NFC", text)
        result[scalar] = text
    return result


def two_stage(values):
    blocks, stage1, stage2 = {}, [], []
    for start in range(0, len(values), BLOCK):
        block = tuple(values[start:start + BLOCK])
        if block not in blocks:
            blocks[block] = len(blocks)
            stage2.extend(block)
        stage1.append(blocks[block])
    return stage1, stage2


def literal(codes):
    out = []
    for code in codes:
        char = chr(code)
        out.append({"\\": "\\\\", '"': '\\"'}.get(char, char) if 0x20 <= code and code != 0x7F
                   else "\\u{%X}" % code)
    lines, width = [], 0
    for piece in out:
        if not lines or width + len(piece) > 96:
            lines.append("")
            width = 0
        lines[-1] += piece
        width += len(piece)
    # A line of a multi-line literal keeps its blanks by ending in a backslash; leading ones are escaped.
    lines = ["\\u{20}" + line[1:] if line.startswith(" ") else line for line in lines]
    return '"""\n' + "".join(f"        {line}\\\n" for line in lines[:-1]) + f"        {lines[-1]}\n" + '        """'


def pairs(numbers):
    assert max(numbers) < 1 << 14
    return [x for number in numbers for x in (number >> 7, number & 127)]


def write(name, doc, tables):
    with open(f"{OUT}/{name}.swift", "w", encoding="utf-8") as file:
        file.write("// Generated by Scripts/generate-unicode-tables.py from Unicode 15.0. Not edited by hand.\n\n")
        file.write(f"/// {doc}\nenum {name} {{\n")
        file.write("\n\n".join(f"    static let {key}: StaticString = {literal(codes)}"
                               for key, codes in tables))
        file.write("\n}\n")


def unihan(name):
    """The entries of a file of Unihan: scalar, property, value."""
    for line in bz2.open(f"{UCD}/{name}.txt.bz2", "rt", encoding="utf-8"):
        match = re.match(r"U\+([0-9A-F]+)\t(\w+)\t(.*)", line)
        if match:
            yield int(match[1], 16), match[2], match[3]


def variants():
    """Traditional characters and the simplified ones that stand for them, of several the first. Then other ways of
    writing a simplified character (裏, 週): of the same meaning by Hong Kong's guide or Lau's dictionary."""
    simple = {scalar for scalar, kind, _ in unihan("Unihan_OtherMappings") if kind == "kGB0"}
    simplified, found, same = {}, {}, {}
    for scalar, kind, value in unihan("Unihan_Variants"):
        parts = [(int(part[2:].split("<")[0], 16), part) for part in value.split()]
        others = [other for other, _ in parts if other != scalar]
        if kind == "kSimplifiedVariant" and others:
            # One that is in use as simplified too (著, 乾) is not told apart from the other.
            simplified[scalar] = others[0]
        elif kind == "kTraditionalVariant":
            for other in others:
                found.setdefault(other, scalar)
        elif kind == "kSemanticVariant" and scalar not in simple:
            others = [other for other, part in parts if re.search("kHKGlyph|kLau", part)]
            if others:
                same[scalar] = others
    for scalar, target in found.items():
        simplified.setdefault(scalar, target)
    result = {}
    for scalar, others in same.items():
        target = next((simplified.get(other, other) for other in others
                       if simplified.get(other, other) in simple), None)
        if target:
            simplified.setdefault(scalar, target)
    for scalar in simplified:
        target, seen = simplified[scalar], {scalar}
        while target in simplified and target not in seen:
            seen.add(target)
            target = simplified[target]
        if target not in seen and scalar < LIMIT and target < LIMIT:
            result[scalar] = target
    return result


def write_variants():
    mapping = variants()
    starts, entries = [], []
    for block in range(0, LIMIT, BLOCK):
        starts.append(len(entries) // 4)
        for scalar in range(block, block + BLOCK):
            if scalar in mapping:
                target = mapping[scalar]
                entries += [scalar & 127, target >> 14, target >> 7 & 127, target & 127]
    starts.append(len(entries) // 4)
    write("VariantTable", "What each traditional character is in simplified writing: for each block of 128 scalars the number of its "
          "first\n/// entry; an entry is the scalar's low seven bits, then its variant.",
          [("starts", pairs(starts)), ("entries", entries)])
    print(len(mapping), "variants")


def main():
    write_variants()
    stage1, stage2 = two_stage(list(classes()))
    write("WordBreakTable", "Word-break class (low five bits), letter-or-number (0x20), CJK (0x40) of each scalar.",
          [("blocks", pairs(stage1)), ("classes", stage2)])
    mapping = folds()
    pool, offsets = "", {}
    numbers = [0] * LIMIT
    for scalar, text in sorted(mapping.items()):
        if text not in offsets:
            offsets[text] = len(pool.encode()) + 1
            pool += chr(len(text.encode())) + text
        numbers[scalar] = offsets[text]
    stage1, stage2 = two_stage(numbers)
    pool_bytes = len(pool.encode())
    big = [x for number in stage2 for x in (number >> 14, number >> 7 & 127, number & 127)]
    write("FoldTable", "What each scalar folds to: an offset plus one into `pool` (length, UTF-8), or 0 for itself.",
          [("blocks", pairs(stage1)), ("offsets", big), ("pool", [ord(c) for c in pool])])
    print(len(mapping), "folds,", pool_bytes, "bytes of pool")


main()
