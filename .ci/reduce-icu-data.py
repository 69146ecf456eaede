#!/usr/bin/env python3
"""Reduces a package of ICU's data to the root locale and English, which is all that ibid uses.

usage: reduce-icu-data.py ALL SMALL

The format "CmnD" (ICU's udata.h, ucmndata.h): a header of the size in its first two bytes; then a
table of contents: a count, and for each item the offsets of its name and data from the table.
"""

import re
import struct
import sys

KEPT = re.compile(
    r"(root|en|en_US|en_001|res_index|pool|supplementalData|numberingSystems|keyTypeData|metadata"
    r"|timezoneTypes|metaZones|zoneinfo64|windowsZones|likelySubtags|genderList|plurals"
    r"|dayPeriods|pluralRanges|grammaticalFeatures|icustd|icuver|units|currencyNumericCodes)\.res"
    r"|[a-z]+\.(nrm|icu)|[a-z_]+\.brk"
)


def reduce(package):
    header = package[: struct.unpack_from("<H", package)[0]]
    table = package[len(header) :]
    (count,) = struct.unpack_from("<I", table)
    entries = [struct.unpack_from("<II", table, 4 + 8 * index) for index in range(count)]
    ends = [data for _, data in entries[1:]] + [len(table)]
    items = []
    for (name, data), end in zip(entries, ends):
        text = table[name : table.index(b"\0", name)]
        # `icudt76l/root.res`, `icudt76l/curr/root.res`: kept are names of any folder.
        if KEPT.fullmatch(text.decode().split("/")[-1]):
            items.append((text + b"\0", table[data:end]))
    names = b"".join(name for name, _ in items)
    start = 4 + 8 * len(items)
    first = -(-(start + len(names)) // 16) * 16
    toc, contents, name_offset, offset = [struct.pack("<I", len(items))], [], start, first
    for name, data in items:
        toc.append(struct.pack("<II", name_offset, offset))
        padded = data + b"\0" * (-len(data) % 16)
        contents.append(padded)
        name_offset += len(name)
        offset += len(padded)
    padding = b"\0" * (first - start - len(names))
    return header + b"".join(toc) + names + padding + b"".join(contents)


if __name__ == "__main__":
    source, target = sys.argv[1:]
    with open(source, "rb") as file:
        small = reduce(file.read())
    with open(target, "wb") as file:
        file.write(small)
