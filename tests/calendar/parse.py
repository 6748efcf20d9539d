"""An iCalendar stream from the input, read by Debian's icalendar; as JSON.

Whatever that parser takes exception to, here is the place: it ends with 1. What
it lets pass and RFC 5545 does not is looked for first, on the bytes.
"""

import json
import sys

from icalendar import Calendar


def look_at_bytes(data):
    if not data.endswith(b"\r\n"):
        raise ValueError("the last line does not end")
    lines = data[:-2].split(b"\r\n")
    for number, line in enumerate(lines, 1):
        if b"\r" in line or b"\n" in line:
            raise ValueError(f"line {number}: an end of line that is none")
        if len(line) > 75:
            raise ValueError(f"line {number}: {len(line)} octets")
        if not line:
            raise ValueError(f"line {number}: empty")
        line.decode("utf-8")  # no character is cut in two
    return lines


def read_event(event):
    if event.errors:
        raise ValueError(f"{event.get('UID')}: {event.errors}")
    for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "URL"):
        if name not in event or isinstance(event[name], list):
            raise ValueError(f"not one {name}: {event.to_ical()}")
    start, end = event.decoded("DTSTART"), event.decoded("DTEND")
    if event["DTSTART"].params.get("VALUE") != "DATE" or (end - start).days != 1:
        raise ValueError(f"not a whole day: {event.to_ical()}")
    if event.decoded("DTSTAMP").utcoffset().total_seconds() != 0:
        raise ValueError("DTSTAMP is not UTC")
    return {
        "uid": str(event["UID"]),
        "day": start.isoformat(),
        "url": str(event["URL"]),
        "summary": str(event["SUMMARY"]),
        "others": sorted(set(event) - {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "URL"}),
    }


def main():
    data = sys.stdin.buffer.read()
    lines = look_at_bytes(data)
    calendar = Calendar.from_ical(data)  # one VCALENDAR and no more, or ValueError
    if calendar.errors or calendar.name != "VCALENDAR":
        raise ValueError(f"not a calendar: {calendar.errors}")
    if str(calendar["VERSION"]) != "2.0" or not calendar["PRODID"]:
        raise ValueError("no VERSION:2.0 or no PRODID")
    if any(part.name != "VEVENT" for part in calendar.subcomponents):
        raise ValueError("something else than events")
    json.dump(
        {
            "name": str(calendar["X-WR-CALNAME"]),
            "folded": sum(line.startswith(b" ") for line in lines),
            "events": [read_event(event) for event in calendar.subcomponents],
        },
        sys.stdout,
    )


main()
