#include "features/directory/directory_week.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

enum { DAY = 24 * 60, MAX_TYPED = 200 };

const char *const week_days[WEEK_DAYS] = { "mon", "tue", "wed", "thu", "fri",
    "sat", "sun", "hol" };
const char *const week_labels[WEEK_DAYS] = { "月", "火", "水", "木", "金", "土",
    "日", "祝" };

static bool
put(struct stretch on[WEEK_STRETCHES], struct stretch s)
{
	if (s.from < 0 || s.from >= s.to || s.to > DAY)
		return false;
	for (size_t i = 0; i < WEEK_STRETCHES; i++) {
		if (!on[i].to) {
			on[i] = s;
			return true;
		}
		if (s.from < on[i].to)
			return false;
	}
	return false;
}

bool
week_add(struct week *w, int day, struct stretch s)
{
	struct stretch *on = w->on[day];
	size_t at = 0, n = 0;

	while (n < WEEK_STRETCHES && on[n].to)
		n++;
	while (at < n && on[at].from < s.from)
		at++;
	if (s.from < 0 || s.from >= s.to || s.to > DAY ||
	    n == WEEK_STRETCHES || (at && on[at - 1].to > s.from) ||
	    (at < n && on[at].from < s.to))
		return false;
	memmove(on + at + 1, on + at, (n - at) * sizeof(*on));
	on[at] = s;
	w->known = true;
	return true;
}

static int
digits2(const char *s)
{
	if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
		return -1;
	return (s[0] - '0') * 10 + s[1] - '0';
}

/* "09:00", five bytes; -1 for anything else. */
static int
clock_at(const char *s)
{
	int h = digits2(s), m = h < 0 || s[2] != ':' ? -1 : digits2(s + 3);

	return m < 0 || m > 59 ? -1 : h * 60 + m;
}

static bool
read_item(const char *s, size_t n, struct week *w)
{
	struct stretch stretch;

	if (n != strlen("mon 09:00-17:00") || s[3] != ' ' || s[9] != '-')
		return false;
	stretch = (struct stretch){ clock_at(s + 4), clock_at(s + 10) };
	for (size_t d = 0; d < WEEK_DAYS; d++) {
		if (strncmp(s, week_days[d], 3) == 0)
			return put(w->on[d], stretch);
	}
	return false;
}

bool
week_of(const char *s, struct week *out)
{
	*out = (struct week){ 0 };
	if (!s || !*s)
		return true;
	out->known = true;
	if (strcmp(s, "closed") == 0)
		return true;
	while (*s) {
		size_t n = strcspn(s, ",");

		if (!read_item(s, n, out)) {
			*out = (struct week){ 0 };
			return false;
		}
		s += n + (s[n] == ',');
	}
	return true;
}

const char *
week_text(struct arena *mem, const struct week *w)
{
	struct buffer b = buffer_new(mem);

	for (size_t d = 0; w->known && d < WEEK_DAYS; d++) {
		for (size_t i = 0; i < WEEK_STRETCHES && w->on[d][i].to; i++)
			buffer_fmt(&b, "%s%s %02d:%02d-%02d:%02d",
			    b.len ? "," : "", week_days[d],
			    w->on[d][i].from / 60, w->on[d][i].from % 60,
			    w->on[d][i].to / 60, w->on[d][i].to % 60);
	}
	if (!b.len)
		return w->known ? "closed" : "";
	return b.s;
}

/* Everything people put between and behind the numbers, made one letter. */
static const char *
plain_hours(struct arena *mem, const char *typed)
{
	static const struct {
		const char *from, *to;
	} swaps[] = {
		{ "時半", ":30" }, { "時", ":" }, { "分", "" }, { "～", "-" },
		{ "〜", "-" }, { "~", "-" }, { "―", "-" }, { "－", "-" },
		{ "−", "-" }, { "ー", "-" }, { "‐", "-" }, { "から", "-" },
		{ "まで", "" }, { "、", "," }, { "・", "," }, { "/", "," },
		{ " ", "" }, { "　", "" },
	};
	const char *s = text_fold_width(mem, typed);
	struct buffer b = buffer_new(mem);

	while (*s) {
		size_t i = 0;

		while (i < COUNT(swaps) && strncmp(s, swaps[i].from,
		    strlen(swaps[i].from)) != 0)
			i++;
		if (i < COUNT(swaps)) {
			buffer_add(&b, swaps[i].to);
			s += strlen(swaps[i].from);
		} else {
			buffer_bytes(&b, s++, 1);
		}
	}
	return b.s ? b.s : "";
}

/* "9", "9:", "9:30" or "0930"; -1 for anything else. */
static int
read_clock(const char **s)
{
	int h = 0, m = 0, n = 0, k = 0;

	for (; **s >= '0' && **s <= '9' && n < 4; n++)
		h = h * 10 + *(*s)++ - '0';
	if (n == 3 || n == 4) {
		m = h % 100;
		h /= 100;
	} else if (n && **s == ':') {
		for ((*s)++; **s >= '0' && **s <= '9' && k < 2; k++)
			m = m * 10 + *(*s)++ - '0';
	}
	return !n || k == 1 || h > 24 || m > 59 ? -1 : h * 60 + m;
}

static bool
read_stretches(const char *s, struct stretch out[WEEK_STRETCHES])
{
	while (*s) {
		struct stretch one = { .from = read_clock(&s) };

		if (one.from < 0 || *s++ != '-')
			return false;
		one.to = read_clock(&s);
		if (!put(out, one) || (*s && *s != ','))
			return false;
		s += *s == ',';
	}
	return true;
}

const char *
week_read_day(struct arena *mem, const char *typed,
    struct stretch out[WEEK_STRETCHES])
{
	const char *s;

	memset(out, 0, WEEK_STRETCHES * sizeof(*out));
	if (text_blank(typed))
		return NULL;
	s = strlen(typed) > MAX_TYPED ? "?" : plain_hours(mem, typed);
	if (strcmp(s, "休") == 0 || strcmp(s, "休み") == 0 ||
	    strcmp(s, "x") == 0 || strcmp(s, "×") == 0 || strcmp(s, "-") == 0)
		return NULL;
	if (strcmp(s, "24:間") == 0 || strcmp(s, "終日") == 0)
		s = "0-24";
	if (read_stretches(s, out))
		return NULL;
	memset(out, 0, WEEK_STRETCHES * sizeof(*out));
	return "9:00-17:00のように入力してください。休みの日は空欄にします。";
}

static void
put_hours(struct buffer *b, const struct stretch on[WEEK_STRETCHES])
{
	if (on[0].from == 0 && on[0].to == DAY) {
		buffer_add(b, "24時間");
		return;
	}
	for (size_t i = 0; i < WEEK_STRETCHES && on[i].to; i++)
		buffer_fmt(b, "%s%d:%02d-%d:%02d", i ? "・" : "",
		    on[i].from / 60, on[i].from % 60, on[i].to / 60,
		    on[i].to % 60);
}

const char *
week_label(struct arena *mem, const char *text)
{
	struct buffer b = buffer_new(mem);
	struct week w;

	if (!week_of(text, &w))
		return text;
	if (!w.known)
		return "";
	for (size_t d = 0, last; d < WEEK_DAYS; d = last + 1) {
		last = d;
		if (!w.on[d][0].to)
			continue;
		while (last + 1 < WEEK_DAYS && memcmp(w.on[d], w.on[last + 1],
		    sizeof(w.on[d])) == 0)
			last++;
		buffer_fmt(&b, "%s%s%s%s ", b.len ? "、" : "", week_labels[d],
		    last > d + 1 ? "～" : last > d ? "・" : "",
		    last > d ? week_labels[last] : "");
		put_hours(&b, w.on[d]);
	}
	return b.len ? b.s : "なし";
}
