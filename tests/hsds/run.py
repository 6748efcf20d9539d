"""python3 tests/hsds/run.py: /hsds/ of a demo centre's public site, held against
the objects of HSDS 3.1 by Debian's jsonschema, every page of every list; and its
open data. schema/ has them by the fields of the standard and nothing beside;
NAME_item is what a list holds without full=true. Ends in "N passed, N failed".
"""

import csv
import io
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request

from jsonschema import Draft202012Validator, FormatChecker

PROGRAM = os.environ.get("TSUNAGU", "build/tsunagu")
HERE = pathlib.Path(__file__).parent
OBJECTS = {path.stem: json.loads(path.read_text()) for path in HERE.glob("schema/*.json")}
FORMATS = FormatChecker()
UUID5 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
PROBLEM = "application/problem+json"
counts = {True: 0, False: 0}


@FORMATS.checks("uuid")
def is_uuid(value):
    return not isinstance(value, str) or bool(UUID5.fullmatch(value))


@FORMATS.checks("date-time")
def is_instant(value):
    return not isinstance(value, str) or bool(
        re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", value)
    )


@FORMATS.checks("uri")
def is_uri(value):
    parts = urllib.parse.urlsplit(value) if isinstance(value, str) else None
    return parts is None or (parts.scheme in ("http", "https") and bool(parts.netloc))


def check(name, holds, why=""):
    counts[bool(holds)] += 1
    if not holds:
        print(f"not ok: {name} {why}")


def validator(name):
    schema = {"$ref": f"#/$defs/{name}", "$defs": OBJECTS}
    return Draft202012Validator(schema, format_checker=FORMATS)


def blank_texts(value, path=""):
    """Where a text is empty or null: HSDS leaves out what is not known."""
    if isinstance(value, dict):
        return [at for key, part in value.items() for at in blank_texts(part, f"{path}.{key}")]
    if isinstance(value, list):
        return [at for part in value for at in blank_texts(part, path)]
    return [path] if value in ("", None) else []


def fits(name, value, schema):
    error = next(validator(schema).iter_errors(value), None)
    where = f"{list(error.absolute_path)}: {error.message}"[:300] if error else ""
    check(f"{name} is a {schema}", error is None, where)
    return error is None


class Site:
    def __init__(self, folder):
        self.folder = folder
        self.staff = f"{folder}/centre.db"
        db = f"sqlite:{self.staff}"
        self.file = f"{folder}/public.db"
        run = dict(check=True, stdout=subprocess.DEVNULL)
        subprocess.run([PROGRAM, "demo", "--db", db], **run)
        subprocess.run([PROGRAM, "bundle", self.file, "--db", db], **run)
        self.process = subprocess.Popen(
            [PROGRAM, "public", "--bundle", self.file, "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.base = self.process.stdout.readline().strip()

    def close(self):
        self.process.terminate()
        self.process.wait()

    def ask(self, path, method="GET", **headers):
        request = urllib.request.Request(self.base + path, method=method, headers=headers)
        try:
            answer = urllib.request.urlopen(request, timeout=60)
        except urllib.error.HTTPError as refused:
            answer = refused
        return answer.status, answer.headers, answer.read()

    def json(self, path):
        status, headers, body = self.ask(path)
        check(f"{path} answers", status == 200, status)
        check(f"{path} is open", headers["Access-Control-Allow-Origin"] == "*")
        return json.loads(body)

    def pages(self, path, per_page):
        """Every item of a list, page by page."""
        items, number = [], 1
        while True:
            joint = "&" if "?" in path else "?"
            page = self.json(f"{path}{joint}per_page={per_page}&page={number}")
            fits(path, page, "page")
            total, size = page["total_items"], len(page["contents"])
            pages = -(-total // per_page)
            check(f"{path} counts its pages", page["total_pages"] == pages)
            check(f"{path} counts itself", page["size"] == size and page["page_number"] == number)
            check(f"{path} says first", page["first_page"] == (number == 1))
            check(f"{path} says last", page["last_page"] == (number >= pages))
            check(f"{path} says empty", page["empty"] == (size == 0))
            items += page["contents"]
            if page["last_page"]:
                check(f"{path} gives each once", len({x["id"] for x in items}) == len(items))
                check(f"{path} gives all", len(items) == total)
                return items
            number += 1


def stored(file, sql):
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as db:
        return [row[0] for row in db.execute(sql)]


def check_items(name, items, schema):
    for item in items:
        if not fits(name, item, schema):
            return
    check(f"{name}: nothing blank", not blank_texts(items), blank_texts(items)[:3])


def check_list(site, name, table, flat):
    ids = stored(site.file, f"SELECT id FROM {table} ORDER BY id")
    path = f"/hsds/{name}"
    items = site.pages(path, 37)
    check(f"{path}: what was published", [x["id"] for x in items] == ids)
    check_items(path, items, flat)
    whole = site.pages(f"{path}?full=true", 1000)
    check(f"{path} full: the same", [x["id"] for x in whole] == ids)
    check_items(f"{path} full", whole, name[:-1])
    lines = site.ask(f"{path}?full=true&format=ndjson")[2].decode().splitlines()
    check(f"{path}: ndjson is the same", [json.loads(line) for line in lines] == whole)
    accepted = site.ask(path, Accept="text/ndjson")
    check(f"{path}: ndjson by Accept", accepted[2].decode().splitlines() != [] and
          accepted[1]["Content-Type"].startswith("text/ndjson"))
    check(f"{path}: ndjson has no pages", len(accepted[2].splitlines()) == len(ids))
    for item in whole[:20]:
        one = site.json(f"{path}/{item['id']}")
        check(f"{path}/ID is what the list has", one == item)
    return whole


def check_terms(site, services):
    taxonomies = site.pages("/hsds/taxonomies", 3)
    terms = site.pages("/hsds/taxonomy_terms", 50)
    check_items("taxonomies", taxonomies, "taxonomy")
    check_items("taxonomy_terms", terms, "taxonomy_term")
    by_id = {term["id"]: term for term in terms}
    used = {}
    for service in services:
        for link in service["attributes"]:
            check("an attribute's term is listed", link["taxonomy_term_id"] in by_id)
            check("an attribute is the service's", link["link_id"] == service["id"])
            used.setdefault(link["taxonomy_term_id"], set()).add(service["id"])
    for term, ids in used.items():
        path = f"/hsds/services?taxonomy_term_id={term}"
        found = {x["id"] for x in site.pages(path, 1000)}
        check(f"{by_id[term]['name']}: those that are linked", found == ids)
    for term in list(used)[:5]:
        fits("a term", site.json(f"/hsds/taxonomy_terms/{term}"), "taxonomy_term")
    for taxonomy in taxonomies:
        fits("a taxonomy", site.json(f"/hsds/taxonomies/{taxonomy['id']}"), "taxonomy")
        of = [x for x in terms if x["taxonomy_id"] == taxonomy["id"]]
        found = site.pages(f"/hsds/taxonomy_terms?taxonomy_id={taxonomy['id']}", 30)
        check(f"{taxonomy['name']}: its terms", found == of and of)
        linked = set().union(*(used.get(term["id"], set()) for term in of))
        path = f"/hsds/services?taxonomy_id={taxonomy['id']}"
        check(f"{taxonomy['name']}: its services",
              {x["id"] for x in site.pages(path, 1000)} == linked)


def check_filters(site, services):
    """Each filter narrows what the ones before it left."""
    one = max(services, key=lambda x: len(x["attributes"]))
    terms = [x["taxonomy_term_id"] for x in one["attributes"]]
    filters = [
        f"organization_id={one['organization_id']}",
        f"taxonomy_term_id={terms[0]}",
        f"taxonomy_term_id={terms[-1]}",
        "modified_after=2000-01-01",
        "search=" + urllib.parse.quote(one["name"].split("（")[0]),
        "maximum_age=99",
    ]
    left = {x["id"] for x in services}
    for n in range(1, len(filters) + 1):
        path = "/hsds/services?" + "&".join(filters[:n])
        found = {x["id"] for x in site.pages(path, 1000)}
        check(f"{path} narrows", found <= left and one["id"] in found)
        left = found
    none = site.json("/hsds/services?modified_after=2999-01-01T00:00:00%2B09:00")
    check("nothing is of the future", none["empty"] and none["contents"] == [])
    minimal = site.json("/hsds/services?minimal=true")
    check("minimal gives all at once", minimal["total_pages"] == 1)
    check_items("minimal", minimal["contents"], "service_minimal")
    nested = site.json(f"/hsds/organizations/{one['organization_id']}?full_service=true")
    fits("an organization with services", nested, "organization")
    check("its services are whole", one in nested["services"])


REFUSED = [
    "/hsds/services?page=0", "/hsds/services?page=-1", "/hsds/services?page=1e3",
    "/hsds/services?page=99999999999999999999", "/hsds/services?per_page=1001",
    "/hsds/services?per_page=", "/hsds/services?page=１", "/hsds/services?full=yes",
    "/hsds/services?page=1&page=2", "/hsds/services?format=xml",
    "/hsds/services?taxonomy_term_id=1", "/hsds/services?modified_after=yesterday",
    "/hsds/services?modified_after=2026-02-30", "/hsds/services?colour=red",
    "/hsds/services?organization_id=%27%20OR%201=1", "/hsds/services?minimum_age=old",
    "/hsds/services?search=" + "a" * 201, "/hsds/services?postcode=0300000",
    "/hsds/organizations?minimal=true", "/hsds/taxonomies?search=a", "/hsds/?page=1",
    "/opendata/services.csv?page=2",
]


def check_refusals(site):
    for path in REFUSED:
        path = urllib.parse.quote(path, safe="/?&=%")
        status, headers, body = site.ask(path)
        problem = json.loads(body)
        fits(path, problem, "problem")
        check(f"{path} is a 400", status == 400 and problem["status"] == 400, status)
        check(f"{path} names it", f"{problem['parameter']}=" in path)
        check(f"{path}: its type", headers["Content-Type"].startswith(PROBLEM))
        check(f"{path} is open", headers["Access-Control-Allow-Origin"] == "*")
    for path in ["/hsds/services?search=%ff", "/hsds/services?page=%zz", "/hsds/services?a=%00"]:
        status, headers, _ = site.ask(path)
        check(f"{path} is a 400", status == 400, status)
        check(f"{path}: its type", headers["Content-Type"].startswith(PROBLEM))
    for path in ["/hsds/services/nobody", "/hsds/services/0", "/hsds/x", "/hsds/services/a/b",
                 "/hsds/organizations/%00", "/hsds/taxonomies/1"]:
        check(f"{path} is not there", site.ask(path)[0] in (400, 404))
    for method in ["POST", "PUT", "DELETE", "PATCH"]:
        status, headers, body = site.ask("/hsds/services", method)
        check(f"{method} is not done", status == 405 and "GET" in headers["Allow"], status)
        fits(method, json.loads(body), "problem")
    far = site.json("/hsds/services?page=1000000")
    check("a page far away is empty", far["empty"] and far["last_page"] and not far["first_page"])


def check_headers(site):
    status, headers, _ = site.ask("/hsds/services", "OPTIONS", Origin="https://example.org",
                                  **{"Sec-Fetch-Site": "cross-site"})
    check("a browser may ask first",
          status == 204 and headers["Access-Control-Allow-Origin"] == "*")
    for path in ["/hsds/services", "/hsds/", "/opendata/vacancies.csv"]:
        _, headers, _ = site.ask(path)
        tag = headers["ETag"]
        status, _, body = site.ask(path, **{"If-None-Match": tag or ""})
        check(f"{path}: asked again, nothing is sent", tag and status == 304 and not body)
    _, headers, body = site.ask("/hsds/services", "HEAD")
    check("HEAD has no body", not body and headers["Content-Type"].startswith("application/json"))


def read_csv(site, path):
    status, headers, body = site.ask(path)
    check(f"{path} answers", status == 200 and headers["Content-Type"] == "text/csv; charset=utf-8")
    check(f"{path}: BOM", body.startswith(b"\xef\xbb\xbf"))
    check(f"{path}: CRLF", body.count(b"\r\n") == body.count(b"\n") and body.endswith(b"\r\n"))
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    check(f"{path}: every row is as long", len({len(row) for row in rows}) == 1)
    check(f"{path}: every column has a name of its own", len(set(rows[0])) == len(rows[0]))
    runs = [cell for row in rows for cell in row if cell[:1] and cell[0] in "=+-@\t\r"]
    check(f"{path}: nothing to run", not runs, runs[:3])
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def check_sheets(site, services):
    rows = read_csv(site, "/opendata/services.csv")
    check("services.csv has all", {row["ID"] for row in rows} == {x["id"] for x in services})
    by_id = {row["ID"]: row for row in rows}
    words = {"yes": "可", "terms": "条件付き", "no": "不可"}
    for service in services:
        row = by_id[service["id"]]
        for link in service["attributes"]:
            if "value" in link:
                cell = row[link["taxonomy_term"]["name"]]
                check("file and API say the same", cell.startswith(words[link["value"]]), cell)
    vacancies = read_csv(site, "/opendata/vacancies.csv")
    rooms = stored(site.file, "SELECT m.id FROM pub_room m JOIN pub_service s ON s.id = m.service"
                   " WHERE s.status = 'active'")
    check("vacancies.csv has all rooms", {row["部屋ID"] for row in vacancies} == set(rooms))
    marks = {row["空き状況"] for row in vacancies}
    check("vacancies.csv has its five marks", marks <= set("○△×休－"), marks)
    days = {row["日付"] for row in vacancies}
    check("vacancies.csv has two weeks", len(days) == 14 and len(vacancies) == 14 * len(rooms))
    check("some have room", any(row["空き状況"] == "○" for row in vacancies))
    check("some capacity is told", any(x.get("capacities") for x in services))


# What the staff site has and nobody else is to see, in columns that are plain.
HIDDEN = [
    "SELECT id FROM service", "SELECT id FROM place", "SELECT id FROM provider",
    "SELECT id FROM room", "SELECT DISTINCT told_by FROM directory_value",
    "SELECT DISTINCT told_by FROM cell", "SELECT login FROM person",
    "SELECT memo FROM service WHERE memo <> ''", "SELECT id FROM child",
    "SELECT name FROM place p WHERE NOT EXISTS (SELECT 1 FROM service s"
    " WHERE s.place = p.id AND s.shown_to = 'public' AND s.status <> 'closed')",
]


def check_hidden(site):
    everything = "".join(
        site.ask(path)[2].decode()
        for path in ["/hsds/services?full=true&format=ndjson", "/opendata/services.csv",
                     "/hsds/organizations?full_service=true&format=ndjson",
                     "/hsds/service_at_locations?full=true&format=ndjson",
                     "/opendata/vacancies.csv", "/hsds/openapi.json"]
    )
    for sql in HIDDEN:
        values = [value for value in stored(site.staff, sql) if value and len(value) > 4]
        seen = [value for value in values if value in everything]
        check(f"nothing of: {sql}", not seen, seen[:3])
    check("there was something to hide", stored(site.staff, HIDDEN[-1]))


def main():
    folder = tempfile.mkdtemp(prefix="tsunagu-hsds-")
    site = Site(folder)
    try:
        fits("/hsds/", site.json("/hsds/"), "about")
        services = check_list(site, "services", "pub_service", "service_item")
        check_list(site, "organizations", "pub_organization", "organization_item")
        check_list(site, "service_at_locations", "pub_service", "service_at_location_item")
        check_terms(site, services)
        check_filters(site, services)
        check_refusals(site)
        check_headers(site)
        check_sheets(site, services)
        check_hidden(site)
        described = site.json("/hsds/openapi.json")
        check("openapi tells of every list", {"/", "/services", "/services/{id}", "/organizations",
              "/service_at_locations", "/taxonomies", "/taxonomy_terms"} <= set(described["paths"]))
    finally:
        site.close()
        shutil.rmtree(folder)
    print(f"{counts[True]} passed, {counts[False]} failed")
    return counts[False] > 0


if __name__ == "__main__":
    sys.exit(main())
