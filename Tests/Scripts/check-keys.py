#!/usr/bin/env python3
"""Checks that keys and works of a BibTeX file outlast what happens to it.

    Tests/Scripts/check-keys.py FILE.bib [--entries N] [--rounds N] [--seed N]

FILE is split into entries; every entry needs a citation key of its own. The program is $IBID, by
default that of the release build. Each line of output is one way to change the library:

    halves, other order   two files, read in either order, each time from nothing
    shuffled              the entries in another order, added to the same library
    shuffled, fresh       the same from nothing
    round N               titles and names corrected, entries removed and returned, indexed each time
    index deleted         the index built again from the sources and Index/state
    files exchanged       what was in one file is in the other

and counts: entries whose key now names a work of none of the entries that it named before ("moved"),
entries whose key is another but still leads to the same work ("changed"), works that are made of
other entries, works that `run --new` shows, and works whose date changed. All should be 0.
"""
import argparse, json, os, pathlib, random, re, shutil, subprocess, sys, tempfile

ENTRY = re.compile(r"^@\w+\{([^,\s]+),.*?^\}", re.M | re.S)


class Library:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.references = self.folder / "Index" / "References"
        self.references.mkdir(parents=True)
        (self.folder / "Index" / "index.yaml").write_text("")
        (self.folder / "Queries").mkdir()
        (self.folder / "Queries" / "all.query").write_text("*\n")

    def ibid(self, *arguments):
        program = os.environ.get("IBID", ".build/release/ibid")
        run = subprocess.run([program, *arguments, "--library", self.folder], capture_output=True, text=True)
        if run.returncode > 1:
            sys.exit(f"{arguments}: {run.stderr}")
        return run.stdout

    def write(self, files):
        for name, entries in files.items():
            (self.references / name).write_text("\n".join(text for _, text in entries) + "\n")

    def forget_index(self):
        for file in (self.folder / "Index").glob("index.sqlite*"):
            file.unlink()

    def works(self):
        """Key, date and entries of each work."""
        self.ibid("index")
        works = {}
        for line in self.ibid("search", "*", "--format", "jsonl", "--limit", "100000000").splitlines():
            work = json.loads(line)
            entries = frozenset(ENTRY_KEY.match(place["raw"])[1] for place in work["places"])
            works[work["key"]] = (work["added"], entries)
        return works

    def new(self):
        return len(self.ibid("run", "all", "--new", "--format", "keys", "--limit", "100000000").split())


ENTRY_KEY = re.compile(r"@\w+\{([^,\s]+),")


def compare(name, before, after, new=None):
    """Prints what changed of the entries that are in both."""
    def by_entry(works):
        return {entry: key for key, (_, entries) in works.items() for entry in entries}
    one, other = by_entry(before), by_entry(after)
    both = one.keys() & other.keys()
    changed = [entry for entry in both if one[entry] != other[entry]]
    moved = [entry for entry in changed
             if one[entry] in after and not (after[one[entry]][1] & before[one[entry]][1])]
    def sets(works):
        return {entries & both for _, entries in works.values()} - {frozenset()}
    regrouped = len(sets(before) ^ sets(after))
    dates = sum(before[key][0] != after[key][0] for key in before.keys() & after.keys())
    print(f"{name:22} {len(after)} works; moved {len(moved)}, changed {len(changed)}, "
          f"regrouped {regrouped}, new {'-' if new is None else new}, dates {dates}", flush=True)
    for entry in sorted(changed)[:SHOWN]:
        print(f"    {entry}: {one[entry]} -> {other[entry]}")
    for entries in sorted(map(sorted, sets(before) - sets(after)))[:SHOWN]:
        print(f"    no longer one work: {' '.join(entries)}")


def corrected(entry, chance):
    """An entry with a letter more in its title or first author's name, or less."""
    key, text = entry
    field = chance.choice(["title", "author"])
    pattern = re.compile(r"(^\s*%s\s*=\s*\{)(\w{3,})" % field, re.M)
    def correct(match):
        word = match[2]
        return match[1] + (word[:-2] if word.endswith("zz") else word + "zz")
    return key, pattern.sub(correct, text, count=1)


def main():
    global SHOWN
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--entries", type=int, help="use the entries of a random part of this size")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shown", type=int, default=5, help="how many examples are printed")
    options = parser.parse_args()
    SHOWN = options.shown
    chance = random.Random(options.seed)
    text = pathlib.Path(options.file).read_text()
    entries = list({match[1]: (match[1], match[0]) for match in ENTRY.finditer(text)}.values())
    if options.entries and options.entries < len(entries):
        # Neighbours stay together: they compete for keys.
        start = chance.randrange(len(entries) - options.entries)
        entries = entries[start:start + options.entries]
    half = len(entries) // 2
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        library = Library(folder / "halves")
        library.write({"a.bib": entries[:half], "b.bib": entries[half:]})
        first = library.works()
        library.new()
        print(f"{len(entries)} entries, {len(first)} works")
        other = Library(folder / "swapped")
        other.write({"a.bib": entries[half:], "b.bib": entries[:half]})
        other_works = {key: ("", entries) for key, (_, entries) in other.works().items()}
        compare("halves, other order", {key: ("", entries) for key, (_, entries) in first.items()}, other_works)
        shutil.rmtree(folder / "swapped")

        shuffled = chance.sample(entries, len(entries))
        library.write({"a.bib": shuffled[:half], "b.bib": shuffled[half:]})
        compare("shuffled", first, library.works(), library.new())
        library.forget_index()
        compare("shuffled, fresh", first, library.works(), library.new())

        # A citation that is corrected stays in its file; one that moves to another is not corrected too.
        files = {"a.bib": shuffled[:half], "b.bib": shuffled[half:]}
        removed = []
        for number in range(options.rounds):
            count = max(len(entries) // 200, 1)
            for name, entry in removed:
                files[name].append(entry)
            for present in files.values():
                for index in chance.sample(range(len(present)), count):
                    present[index] = corrected(present[index], chance)
                if number % 3 == 2:
                    chance.shuffle(present)
            removed = [(name, present.pop(chance.randrange(len(present))))
                       for name, present in files.items() for _ in range(count)]
            library.write(files)
            compare(f"round {number + 1}", first, library.works(), library.new())
        library.forget_index()
        compare("index deleted", first, library.works(), library.new())
        library.write({"a.bib": shuffled[:half], "b.bib": shuffled[half:]})
        compare("as at first", first, library.works(), library.new())
        library.forget_index()
        compare("index deleted again", first, library.works(), library.new())
        library.write({"a.bib": entries[half:], "b.bib": entries[:half]})
        compare("files exchanged", first, library.works(), library.new())


main()
