#!/usr/bin/env python3
"""Invents what a systematic reviewer downloads from several databases, with labels, from real references.

    Tests/Scripts/noisy-duplicates.py STRINGS.jsonl JOURNALS.tsv >OUT.xml [--seed N] [--works N]
    ibid-benchmark duplicates OUT.xml

STRINGS has labelled citation strings, lists of [text, label] a line; JOURNALS full names and
abbreviations with a tab between. OUT is EndNote's XML: every work once, some of them again as another
database prints them (caption "Duplicate"), and near them works that only look alike: abstracts of
papers, replies, parts, updated reviews, editorials, neighbours on the same page of a supplement.
"""
import argparse, json, random, re, sys
from xml.sax.saxutils import escape

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
parser.add_argument("strings")
parser.add_argument("journals")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--works", type=int, default=2000)
options = parser.parse_args()
chance = random.Random(options.seed)


def happens(percent):
    return chance.random() * 100 < percent


full_names, short_names = {}, {}
for line in open(options.journals):
    full, short = line.rstrip("\n").split("\t")[:2]
    full_names[re.sub(r"\W", "", short).lower()] = full
    short_names[full.lower()] = short

GIVEN = "Anna Bernd Carla David Elena Farid Grace Hugo Irene Jun Karim Lea Marco Nina Omar Paula".split()


def names(text):
    """Family names and initials of a list of authors, as far as they can be told."""
    text = re.sub(r"\bet al\.?|\(.*?\)", "", text.replace(" and ", ", ").replace("&", ","))
    found = []
    for match in re.finditer(r"([A-ZÄÖÜÉ][\w'’-]{2,}(?: [A-Z][\w'-]{2,})?),? ((?:[A-Z]\.? ?-?){1,3})(?=,|;|\.|$| )", text):
        found.append((match[1].strip(), re.findall("[A-Z]", match[2])))
    return found[:8]


def base_records():
    records, seen = [], set()
    for line in open(options.strings):
        parts = {}
        for text, label in json.loads(line):
            if label and label not in parts:
                parts[label] = text.strip(" .,;")
        year = re.search(r"(?:19|20)\d\d", parts.get("date", ""))
        pages = re.match(r"(\w?\d+)(?:\s*[-–]+\s*(\w?\d+))?$", parts.get("pages", ""))
        volume = re.match(r"\d+$", parts.get("volume", ""))
        title = parts.get("title", "").strip("\"“” ")
        letters = re.sub(r"\W", "", title).lower()
        people = names(parts.get("author", ""))
        if not (year and pages and volume and people and "container" in parts and len(title.split()) > 2):
            continue
        if letters in seen or len(letters) < 12:
            continue
        seen.add(letters)
        first, last = pages[1], pages[2] or pages[1]
        if first.isdigit() and last.isdigit() and len(last) < len(first):
            last = first[:len(first) - len(last)] + last
        container = re.sub(r"^In:? ", "", parts["container"])
        full = full_names.get(re.sub(r"\W", "", container).lower(), container)
        records.append(dict(
            authors=[(family, [chance.choice(GIVEN) if i == 0 and happens(50) else initial for i, initial in enumerate(initials)])
                     for family, initials in people],
            title=title, journal=full, year=int(year[0]), volume=volume[0], issue=str(chance.randint(1, 12)),
            first=first, last=last, doi=f"10.{chance.randint(1000, 9999)}/{chance.randint(10**6, 10**7)}",
            pmid=str(chance.randint(10**7, 4 * 10**7))))
    chance.shuffle(records)
    return records[:options.works]


def misspelt(word):
    if len(word) < 5:
        return word
    place = chance.randrange(1, len(word) - 1)
    return chance.choice([word[:place] + word[place + 1:], word[:place] + word[place] + word[place:],
                          word[:place] + word[place + 1] + word[place] + word[place + 2:]])


def short_pages(first, last):
    if first == last or not first.isdigit() or len(first) != len(last):
        return first if first == last else f"{first}-{last}"
    same = next((i for i in range(len(first)) if first[i] != last[i]), len(first) - 1)
    return f"{first}-{last[same:]}"


AMERICAN = [("randomised", "randomized"), ("tumour", "tumor"), ("haem", "hem"), ("behaviour", "behavior"),
            ("isation", "ization"), ("paediatric", "pediatric"), ("colour", "color"), ("oedema", "edema"), ("fibre", "fiber")]


def printed(work, database):
    """A work as a database prints it."""
    record = dict(title=work["title"], year=work["year"], volume=work["volume"], issue=work["issue"], doi=None, pmid=None)
    record["type"] = work.get("type", "Journal Article")
    short = short_names.get(work["journal"].lower(), work["journal"])
    def person(family, given):
        initials = [name[0] for name in given]
        return {"pubmed": f"{family}, {'. '.join(initials)}.", "embase": f"{family}, {'. '.join(initials)}.",
                "scopus": f"{family}, {'.'.join(initials)}.", "wos": f"{family}, {''.join(initials)}",
                "central": f"{family} {''.join(initials)}", "cinahl": f"{family}, {' '.join(given)}"}[database]
    authors = list(work["authors"])
    full_pages = work["first"] if work["first"] == work["last"] else f"{work['first']}-{work['last']}"
    record["pages"] = full_pages
    record["journal"] = work["journal"]
    has_doi = {"pubmed": 75, "embase": 55, "scopus": 80, "wos": 60, "central": 25, "cinahl": 30}[database]
    if work["doi"] and happens(has_doi):
        record["doi"] = ("https://doi.org/" if happens(15) else "") + (work["doi"].upper() if happens(5) else work["doi"])
    if database == "pubmed":
        record["pages"], record["journal"], record["pmid"] = short_pages(work["first"], work["last"]), short, work["pmid"]
    elif database == "wos":
        record["journal"] = work["journal"].upper() if happens(50) else work["journal"]
        record["title"] = record["title"].title() if happens(50) else record["title"]
    elif database == "central":
        record["title"] = record["title"].upper() if happens(15) else record["title"]
        record["journal"] = short if happens(20) else work["journal"]
    elif database == "cinahl":
        record["pages"] += f" {chance.randint(2, 12)}p" if happens(40) else ""
        record["title"] += "." if happens(70) else ""
        authors = authors[:3] if happens(20) else authors
    elif database == "embase":
        record["title"] += "." if happens(30) else ""
        record["issue"] = f"SUPPL. {record['issue']}" if happens(4) else record["issue"]
        record["volume"] = f"{record['volume']} Suppl 1" if happens(2) else record["volume"]
        if happens(4):
            record["pages"], record["issue"] = None, f"{record['issue']} (no pagination)"
    # Slips and habits of any.
    title = record["title"]
    if happens(4) and ": " in title: title = title.split(": ")[0]
    if happens(4):
        words = title.split()
        place = chance.randrange(len(words))
        words[place] = misspelt(words[place])
        title = " ".join(words)
    if happens(2): title = title.replace(": ", " - ", 1)
    if happens(3): title = title.replace(" and ", " & ")
    if happens(2): title = f"[{title.strip('.')}]"
    if happens(2): title += chance.choice([" [French]", " [Article in German]", " [Spanish]", " (vol 3, pg 45, 2001)"[:0]])
    if happens(2): title = re.sub(r"(\b[A-Z][A-Za-z]+)(\d)\b", r"\1<sub>\2</sub>", title)
    if happens(25):
        for british, american in AMERICAN: title = title.replace(british, american)
    record["title"] = title
    if happens(4): record["year"] += chance.choice([-1, 1])
    if happens(4): record["pages"] = None
    if happens(3): record["volume"] = None
    if happens(8): record["issue"] = None
    if happens(2) and record["volume"] and record["issue"]:
        record["volume"], record["issue"] = f"{record['volume']}({record['issue']})", None
    if happens(2): record["pages"] = None if happens(50) else work["first"]
    if happens(1): authors = []
    if happens(3) and authors: authors[0] = (misspelt(authors[0][0]), authors[0][1])
    if happens(1) and len(authors) > 2: authors = authors[:1]
    record["authors"] = [person(*author) for author in authors]
    if happens(1) and authors: record["authors"][0] = f"{authors[0][1][0]}, {authors[0][0]}"
    return record


def alike(work):
    """A work that is not this one, however much it resembles it."""
    other = dict(work, doi=work["doi"] + "x" if happens(50) else None, pmid=str(chance.randint(10**7, 4 * 10**7)))
    number = int(re.sub(r"\D", "", work["first"]) or 1)
    kind = chance.choice(["abstract", "abstract", "reply", "comment", "part", "update", "editorial", "neighbour", "correction", "same journal"])
    if kind == "abstract":
        page = str(chance.randint(1, 900))
        other.update(journal=chance.choice(list(short_names)).title(), volume=str(int(work["volume"]) + chance.randint(1, 40)),
                     issue="Suppl 1", year=work["year"] - chance.randint(0, 1), first=f"S{page}", last=f"S{page}")
    elif kind == "reply":
        other.update(title="Reply to: " + work["title"] if happens(50) else f"{work['title']}: reply",
                     first=str(number + 1), last=str(number + 2))
    elif kind == "comment":
        other.update(title=f"Comment on \"{work['title']}\"", authors=[("Quarrel", ["Z"])],
                     volume=str(int(work["volume"]) + 1), first=str(number + 30), last=str(number + 31))
    elif kind == "part":
        work["title"] += ". Part I"
        other.update(title=work["title"] + "I", first=str(int(re.sub(r"\D", "", work["last"]) or 1) + 1), last=str(number + 40))
    elif kind == "update":
        work.update(journal="Cochrane Database of Systematic Reviews", volume="", first="CD00" + work["first"], last="CD00" + work["first"], issue="2")
        other.update(journal=work["journal"], volume="", first=work["first"], last=work["last"], issue="3", year=work["year"] + chance.randint(2, 6))
    elif kind == "editorial":
        work["title"] = other["title"] = chance.choice(["Editorial", "Introduction", "In this issue", "Letter to the editor"])
        other.update(issue=str(int(work["issue"]) + 1), first=str(number + 200), last=str(number + 201))
    elif kind == "neighbour":
        for one in (work, other): one.update(first="S" + work["first"].strip("S"), last="S" + work["first"].strip("S"), issue="Suppl 1")
        words = work["title"].split()
        chance.shuffle(words)
        other.update(title=" ".join(words[:2] + ["outcomes", "of", "another", "group", "entirely"]), authors=work["authors"][1:] + [("Vicino", ["P"])])
    elif kind == "correction":
        other.update(title=chance.choice(["Erratum: ", "Correction to: ", "Corrigendum to "]) + work["title"], first=str(number + 300), last=str(number + 300))
    else:
        other.update(title=" ".join(work["title"].split()[:2]) + " in a second and larger cohort", first=str(number + 50), last=str(number + 55))
    return other


def tag(name, text):
    return f"<{name}><style>{escape(str(text))}</style></{name}>" if text else ""


number = 0


def write(record, label):
    global number
    number += 1
    authors = "".join(tag("author", name) for name in record["authors"])
    notes = tag("caption", "Duplicate") if label else ""
    print(f'<record><rec-number>{number}</rec-number><ref-type name="{record["type"]}">17</ref-type>'
          f'<contributors><authors>{authors}</authors></contributors>'
          f'<titles>{tag("title", record["title"])}{tag("secondary-title", record["journal"])}</titles>'
          f'{tag("pages", record["pages"])}{tag("volume", record["volume"])}{tag("number", record["issue"])}'
          f'<dates>{tag("year", record["year"])}</dates>{tag("accession-num", record["pmid"])}{notes}'
          f'{tag("electronic-resource-num", record["doi"])}'
          + (tag("remote-database-provider", "NLM") if record["pmid"] else "") + "</record>")


DATABASES = ["pubmed", "embase", "scopus", "wos", "central", "cinahl"]
print('<?xml version="1.0" encoding="UTF-8"?><xml><records>')
lines = []
for work in base_records():
    other = alike(work) if happens(25) else None
    databases = chance.sample(DATABASES, chance.choice([1, 1, 2, 2, 3, 4]))
    lines += [(printed(work, database), place > 0) for place, database in enumerate(databases)]
    if other: lines.append((printed(other, chance.choice(DATABASES)), False))
chance.shuffle(lines)
for record, label in lines: write(record, label)
print("</records></xml>")
