"""Fills in a form of a survey as somebody with Excel does.

form_fill.py FROM.xlsx TO.xlsx CODE=VALUE...: puts each value into the cell of the
column 回答 in the line whose first cell is that code, as text, and saves. Python
of the system alone; nothing of the program under test.
"""

import re
import sys
import zipfile
from xml.sax.saxutils import escape, unescape

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def filled(sheet, strings, code, value):
    place = strings.index(code)
    line = re.search(rf'<c r="A(\d+)"[^>]*t="s"><v>{place}</v></c>', sheet)
    cell = f"D{line[1]}"
    text = f'<c r="{cell}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    made, n = re.subn(rf'<c r="{cell}"(?:[^>]*/>|.*?</c>)', lambda _: text, sheet, count=1)
    assert n == 1, f"{cell} is not there"
    return made


def main():
    source, target, *pairs = sys.argv[1:]
    with zipfile.ZipFile(source) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = parts[SHEET].decode()
    found = re.findall(r"<si><t[^>]*>(.*?)</t></si>", parts[STRINGS].decode(), re.S)
    strings = [unescape(s) for s in found]
    for pair in pairs:
        sheet = filled(sheet, strings, *pair.split("=", 1))
    parts[SHEET] = sheet.encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)


main()
