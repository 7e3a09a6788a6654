"""Cuts the faces of public/fonts from the variable Newsreader of npm: python3 scripts/cut-fonts.py (fontTools and brotli).

Run by hand, and only when the cuts change. Why they are as they are: docs/decisions/fonts.md. public/css/tokens.css says
which characters each file has.
"""

import re
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import dropImpliedOnCurvePoints
from fontTools.ttLib.tables.otBase import ValueRecord
from fontTools.varLib import instancer

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "node_modules/@fontsource-variable/newsreader/files"
FONTS = ROOT / "public/fonts"

UNITS_PER_EM = 1000
# In units: what two letters may stand closer or wider than the face says, and what is too little to be kept.
TOLERANCE = 8
LEAST = 4

CUTS = {
    "newsreader": ("normal", {"wght": 400, "opsz": 18}),
    "newsreader-italic": ("italic", {"wght": 400, "opsz": 18}),
    "newsreader-display": ("normal", {"wght": 600, "opsz": 36}),
}
# The one cut whose figures can also stand in columns; in the others all are as wide as they are.
WITH_TABULAR_FIGURES = "newsreader"


def main():
    for name, characters in characters_by_file().items():
        cut = name.removesuffix("-accents")
        style, axes = CUTS[cut]
        font = TTFont(SOURCES / f"newsreader-latin-standard-{style}.woff2", recalcTimestamp=False)
        font = instancer.instantiateVariableFont(font, axes)
        if cut != WITH_TABULAR_FIGURES:
            set_figures_by_their_width(font)
        keep(font, characters, ["kern", "liga", "pnum"] if cut == WITH_TABULAR_FIGURES else ["kern", "liga"])
        scale_upem(font, UNITS_PER_EM)
        drop_points_in_the_middle(font)
        classes = simplify_kerning(font)
        font.flavor = "woff2"
        font.save(FONTS / f"{name}.woff2")
        print(f"{name}: {(FONTS / f'{name}.woff2').stat().st_size} bytes, kerning of {classes[0]} by {classes[1]} classes")


def characters_by_file():
    """The characters of each file that is cut here, as the style sheet says: what both halves of a cut name, the later has."""
    sheet = (ROOT / "public/css/tokens.css").read_text()
    faces = re.findall(r"fonts/([\w-]+)\.woff2.*?unicode-range:(.*?);", sheet, re.DOTALL)
    found = {name: characters(ranges) for name, ranges in faces if name.removesuffix("-accents") in CUTS}
    for name, codes in found.items():
        if name not in CUTS:
            codes -= found[name.removesuffix("-accents")]
    return found


def characters(ranges):
    found = set()
    for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges):
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def keep(font, characters, features):
    options = subset.Options(layout_features=features, hinting=False, glyph_names=False, name_IDs=[0, 1, 2, 13, 14])
    options.drop_tables += ["STAT", "gasp", "GDEF", "DSIG", "meta"]
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def set_figures_by_their_width(font):
    proportional = substitutes(font, "pnum")
    for table in font["cmap"].tables:
        for code, glyph in table.cmap.items():
            table.cmap[code] = proportional.get(glyph, glyph)


def substitutes(font, tag):
    table = font["GSUB"].table
    of_tag = [record.Feature for record in table.FeatureList.FeatureRecord if record.FeatureTag == tag]
    lookups = {index for feature in of_tag for index in feature.LookupListIndex}
    pairs = {}
    for index in sorted(lookups):
        for subtable in table.LookupList.Lookup[index].SubTable:
            pairs.update(getattr(subtable, "ExtSubTable", subtable).mapping)
    return pairs


def drop_points_in_the_middle(font):
    """Points halfway between two others are implied where they are left out."""
    for name in font.getGlyphOrder():
        glyph = font["glyf"][name]
        if glyph.numberOfContours > 0:
            dropImpliedOnCurvePoints(glyph)


def simplify_kerning(font):
    """
    Gives the font one table of classes in place of many pairs: only pairs that text has are kerned, and glyphs that are
    kerned nearly alike share a class. Answers how many classes there are on either side.
    """
    kinds = kinds_of_glyphs(font)
    names = [name for name in font.getGlyphOrder() if kinds.get(name)]
    kerning = kerning_of(font, names)

    def value(left, right):
        amount = kerning.get((left, right), 0) if occurs(kinds[left], kinds[right]) else 0
        return amount if abs(amount) >= LEAST else 0

    rows = classes({left: [value(left, right) for right in names] for left in names})
    columns = classes({right: [row[place] for _, row in rows] for place, right in enumerate(names)})
    lefts = [members for members, _ in rows]
    rights = [members for members, _ in columns]
    amounts = [[rounded(column[row]) for _, column in columns] for row in range(len(rows))]

    used = in_order([row for row in range(len(lefts)) if any(amounts[row])], lambda row: amounts[row])
    lefts, amounts = [lefts[row] for row in used], [amounts[row] for row in used]
    column_of = lambda place: [row[place] for row in amounts]
    used = in_order([place for place in range(len(rights)) if any(column_of(place))], column_of)
    rights, amounts = [rights[place] for place in used], [[row[place] for place in used] for row in amounts]

    write_kerning(font, lefts, rights, amounts)
    return len(lefts), len(rights)


def rounded(amount):
    return round(amount) if abs(amount) >= LEAST else 0


def kinds_of_glyphs(font):
    """"upper", "lower", "figure", "mark" (punctuation) or nothing: the space, figures for columns and rare signs."""
    kinds = {}
    proportional = substitutes(font, "pnum") if "GSUB" in font else {}
    for code, glyph in font.getBestCmap().items():
        category = unicodedata.category(chr(code))
        kind = {"Lu": "upper", "Ll": "lower", "Lo": "lower", "Nd": "figure"}.get(category)
        if chr(code) in ".,:;!?-'\"()[]/&%*¡¿" or category in ("Pd", "Pi", "Pf") or chr(code) in "…‚„":
            kind = "mark"
        if kind == "figure" and glyph in proportional:
            glyph = proportional[glyph]
        if chr(code) not in "\u00a0\u00ad\u2011\u202f":
            kinds.setdefault(glyph, kind)
    for ligature in ligatures(font):
        kinds[ligature] = "lower"
    return kinds


def ligatures(font):
    if "GSUB" not in font:
        return
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            for made in getattr(getattr(subtable, "ExtSubTable", subtable), "ligatures", {}).values():
                yield from (each.LigGlyph for each in made)


def occurs(left, right):
    """Whether text has such pairs: "To", "e.", "(1", "19", but hardly "aT" or "7k"."""
    return "mark" in (left, right) or left == right or (left, right) == ("upper", "lower")


def kerning_of(font, names):
    """{(left, right): units}, where the face says anything."""
    kerning = {}
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for left in names:
            for right in names:
                amount = kerned(lookup.SubTable, left, right)
                if amount:
                    kerning[left, right] = amount
    return kerning


def kerned(subtables, left, right):
    """What the first table says that has the pair. OpenType 1.9, GPOS, lookup type 2."""
    for subtable in subtables:
        subtable = getattr(subtable, "ExtSubTable", subtable)
        if left not in subtable.Coverage.glyphs:
            continue
        if subtable.Format == 2:
            first = subtable.ClassDef1.classDefs.get(left, 0)
            second = subtable.ClassDef2.classDefs.get(right, 0)
            return getattr(subtable.Class1Record[first].Class2Record[second].Value1, "XAdvance", 0)
        for record in subtable.PairSet[subtable.Coverage.glyphs.index(left)].PairValueRecord:
            if record.SecondGlyph == right:
                return getattr(record.Value1, "XAdvance", 0)
    return 0


def classes(vectors):
    """Joins the nearest until no two more are alike within the tolerance: [(names, the middle of their vectors)]."""
    groups = {index: ([name], vector, vector) for index, (name, vector) in enumerate(vectors.items())}
    while True:
        best = nearest(groups)
        if best is None:
            return [(names, [(low + high) / 2 for low, high in zip(lows, highs)]) for names, lows, highs in groups.values()]
        one, other = (groups.pop(index) for index in best)
        groups[best[0]] = joined(one, other)


def joined(one, other):
    return one[0] + other[0], list(map(min, one[1], other[1])), list(map(max, one[2], other[2]))


def nearest(groups):
    best, least = None, None
    for one in groups:
        for other in groups:
            if one >= other:
                continue
            spread = distance(groups[one], groups[other])
            if spread is not None and (least is None or spread < least):
                best, least = (one, other), spread
    return best


def distance(one, other):
    total = 0
    for low, lower, high, higher in zip(one[1], other[1], one[2], other[2]):
        spread = max(high, higher) - min(low, lower)
        if spread > TOLERANCE:
            return None
        total += spread
    return total


def in_order(indexes, vector_of):
    """Each beside what is most like it: that compresses best."""
    left = list(indexes)
    ordered = []
    while left:
        last = vector_of(ordered[-1]) if ordered else [0] * len(vector_of(left[0]))
        next_one = min(left, key=lambda index: sum(a != b for a, b in zip(vector_of(index), last)))
        left.remove(next_one)
        ordered.append(next_one)
    return ordered


def write_kerning(font, lefts, rights, amounts):
    table = otTables.PairPos()
    table.Format, table.ValueFormat1, table.ValueFormat2 = 2, 4, 0
    table.Coverage = otTables.Coverage()
    table.Coverage.glyphs = sorted((name for group in lefts for name in group), key=font.getGlyphID)
    table.ClassDef1, table.ClassDef2 = otTables.ClassDef(), otTables.ClassDef()
    table.ClassDef1.classDefs = {name: index for index, group in enumerate(lefts) if index for name in group}
    table.ClassDef2.classDefs = {name: index for index, group in enumerate(rights, 1) for name in group}
    table.Class1Count, table.Class2Count = len(lefts), len(rights) + 1
    table.Class1Record = [record_of([0, *row]) for row in amounts]
    lookups = font["GPOS"].table.LookupList.Lookup
    for lookup in lookups:
        lookup.LookupType, lookup.SubTable, lookup.SubTableCount = 2, [table], 1
    assert len(lookups) == 1


def record_of(amounts):
    record = otTables.Class1Record()
    record.Class2Record = []
    for amount in amounts:
        cell = otTables.Class2Record()
        cell.Value1, cell.Value2 = ValueRecord(4), None
        cell.Value1.XAdvance = amount
        record.Class2Record.append(cell)
    return record


main()
