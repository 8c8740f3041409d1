#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Copies a workbook without the values that its formulas last had, so that whoever opens it must
compute them; with SHEET COLUMN KEY_COLUMN KEY TEXT, it first writes TEXT into the cell of COLUMN in
each row whose KEY_COLUMN holds KEY. Columns are named by their headers.

usage: edit_cell.py IN.xlsx OUT.xlsx [SHEET COLUMN KEY_COLUMN KEY TEXT]
"""
import re
import sys
import zipfile
import xml.etree.ElementTree as tree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def sheet_files(book):
    links = tree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): "xl/" + link.get("Target") for link in links}
    sheets = tree.fromstring(book.read("xl/workbook.xml")).find(MAIN + "sheets")
    return {sheet.get("name"): targets[sheet.get(REL + "id")] for sheet in sheets}


def column_of(reference):
    return re.match(r"[A-Z]+", reference).group()


def edit(root, shared, column, key_column, key, text):
    def content(cell):
        if cell.get("t") == "s":
            return shared[int(cell.find(MAIN + "v").text)]
        value = cell.find(MAIN + "v")
        return value.text if value is not None else ""

    header = {}
    changed = 0
    for row in root.iter(MAIN + "row"):
        cells = {column_of(cell.get("r")): cell for cell in row}
        texts = {letters: content(cell) for letters, cell in cells.items()}
        if column in texts.values() and key_column in texts.values():
            header = {name: letters for letters, name in texts.items()}
            continue
        if not header or texts.get(header[key_column]) != key:
            continue
        cell = cells[header[column]]
        for child in list(cell):
            cell.remove(child)
        cell.set("t", "inlineStr")
        tree.SubElement(tree.SubElement(cell, MAIN + "is"), MAIN + "t").text = text
        changed += 1
    return changed


def main(source, target, *change):
    with zipfile.ZipFile(source) as book:
        files = sheet_files(book)
        shared = ["".join(t.text or "" for t in item.iter(MAIN + "t"))
                  for item in tree.fromstring(book.read("xl/sharedStrings.xml"))]
        changed = 0
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
            for name in book.namelist():
                data = book.read(name)
                if name in files.values():
                    root = tree.fromstring(data)
                    if change and files[change[0]] == name:
                        changed = edit(root, shared, *change[1:])
                    for cell in root.iter(MAIN + "c"):
                        if cell.find(MAIN + "f") is not None and cell.find(MAIN + "v") is not None:
                            cell.remove(cell.find(MAIN + "v"))
                            cell.attrib.pop("t", None)
                    data = tree.tostring(root, xml_declaration=True, encoding="UTF-8")
                out.writestr(name, data)
    if change and changed == 0:
        sys.exit("no row of %s has %s = %s" % (change[0], change[2], change[3]))


if __name__ == "__main__":
    main(*sys.argv[1:])
