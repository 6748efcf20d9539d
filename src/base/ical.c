#include "base/ical.h"

#include <string.h>

#include "base/date.h"

enum { LINE_BYTES = 75 };

/* Whether a character begins at this byte. */
static bool
begins_character(char c)
{
	return ((unsigned char)c & 0xC0) != 0x80;
}

/* One content line; a continued one begins with a space, which counts. */
static void
put(struct ical *cal, const char *line)
{
	size_t room = LINE_BYTES;

	while (strlen(line) > room) {
		size_t n = room;

		while (n && !begins_character(line[n]))
			n--;
		buffer_bytes(cal->out, line, n);
		buffer_add(cal->out, "\r\n ");
		line += n;
		room = LINE_BYTES - 1;
	}
	buffer_add(cal->out, line);
	buffer_add(cal->out, "\r\n");
}

/* A text as values have it: control characters are left out. */
static const char *
escaped(struct arena *mem, const char *s)
{
	struct buffer b = buffer_new(mem);

	for (; *s; s++) {
		if (*s == '\n')
			buffer_add(&b, "\\n");
		else if (strchr("\\;,", *s))
			buffer_fmt(&b, "\\%c", *s);
		else if ((unsigned char)*s >= ' ' && *s != 0x7f)
			buffer_bytes(&b, s, 1);
	}
	return b.s ? b.s : "";
}

/* "2026-11-20" and "2026-11-20T01:20:00Z" without what stands between. */
static const char *
packed(struct arena *mem, const char *s)
{
	struct buffer b = buffer_new(mem);

	for (; *s; s++)
		if (*s != '-' && *s != ':')
			buffer_bytes(&b, s, 1);
	return b.s;
}

static void
put_text(struct ical *cal, const char *name, const char *value)
{
	struct arena *mem = cal->out->mem;

	if (value)
		put(cal, arena_fmt(mem, "%s:%s", name, escaped(mem, value)));
}

struct ical
ical_begin(struct buffer *out, const char *name, const char *now)
{
	struct ical cal = { out, packed(out->mem, now) };

	put(&cal, "BEGIN:VCALENDAR");
	put(&cal, "VERSION:2.0");
	put(&cal, "PRODID:-//Tsunagu//JA");
	put(&cal, "CALSCALE:GREGORIAN");
	put(&cal, "METHOD:PUBLISH");
	put_text(&cal, "X-WR-CALNAME", name);
	return cal;
}

static void
put_when(struct ical *cal, const struct ical_event *e)
{
	struct arena *mem = cal->out->mem;

	if (e->from) {
		put(cal, arena_fmt(mem, "DTSTART:%s", packed(mem, e->from)));
		if (e->to)
			put(cal, arena_fmt(mem, "DTEND:%s", packed(mem, e->to)));
		return;
	}
	put(cal, arena_fmt(mem, "DTSTART;VALUE=DATE:%s", packed(mem, e->day)));
	put(cal, arena_fmt(mem, "DTEND;VALUE=DATE:%s", packed(mem,
	    date_add_days(mem, e->day, 1))));
}

void
ical_event(struct ical *cal, const struct ical_event *e)
{
	struct arena *mem = cal->out->mem;

	put(cal, "BEGIN:VEVENT");
	put_text(cal, "UID", e->uid);
	put(cal, arena_fmt(mem, "DTSTAMP:%s", cal->stamp));
	put_when(cal, e);
	put_text(cal, "SUMMARY", e->summary);
	if (e->url)
		put(cal, arena_fmt(mem, "URL:%s", e->url));
	put_text(cal, "LOCATION", e->place);
	put(cal, "END:VEVENT");
}

void
ical_end(struct ical *cal)
{
	put(cal, "END:VCALENDAR");
}
