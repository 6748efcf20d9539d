#include "base/ical.h"
#include "tests/kit.h"

static const char *
written(struct arena *mem, const struct ical_event *e)
{
	struct buffer b = buffer_new(mem);
	struct ical cal = ical_begin(&b, "見本", "2026-04-01T03:00:00Z");

	ical_event(&cal, e);
	ical_end(&cal);
	return b.s;
}

UNIT(ical_lines_are_folded_between_characters_within_75_bytes)
{
	struct arena *mem = arena_new();
	const char *s = written(mem, &(struct ical_event){ .uid = "a",
	    .day = "2026-04-30", .summary = "会議会議会議会議会議会議会議会議会議"
	    "会議会議会議会議会議会議会議" });

	for (const char *line = s; *line;) {
		const char *end = strstr(line, "\r\n");

		EXPECT(end && end - line <= 75);
		EXPECT(((unsigned char)*line & 0xC0) != 0x80);
		EXPECT(*line != ' ' || ((unsigned char)line[1] & 0xC0) != 0x80);
		line = end + 2;
	}
	EXPECT(strstr(s, "DTEND;VALUE=DATE:20260501\r\n"));
	arena_free(mem);
}

UNIT(ical_texts_end_no_line_and_begin_no_property)
{
	struct arena *mem = arena_new();
	const char *s = written(mem, &(struct ical_event){ .uid = "a",
	    .from = "2026-04-01T00:00:00Z", .to = "2026-04-01T01:00:00Z",
	    .summary = "x\r\nATTENDEE:y; z, \\" });

	EXPECT(strstr(s, "SUMMARY:x\\nATTENDEE:y\\; z\\, \\\\\r\n"));
	EXPECT(!strstr(s, "\nATTENDEE"));
	EXPECT(strstr(s, "DTSTART:20260401T000000Z\r\n"));
	arena_free(mem);
}
