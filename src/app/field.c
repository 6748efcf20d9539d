#include "app/record.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/codes.h"
#include "app/field_counts.h"
#include "app/words.h"
#include "base/date.h"
#include "base/text.h"

enum { MAX_LINE = 200, MAX_LINES = 20000, MAX_SET = 64 };

static const char **
text_at(const struct field *f, void *obj)
{
	assert(f->kind != KIND_NUMBER);
	return (const char **)(void *)((char *)obj + f->at);
}

static int64_t *
number_at(const struct field *f, void *obj)
{
	assert(f->kind == KIND_NUMBER);
	return (int64_t *)(void *)((char *)obj + f->at);
}

void
field_set(const struct field *f, void *obj, const char *text)
{
	if (f->kind == KIND_NUMBER)
		*number_at(f, obj) = text ? strtoll(text, NULL, 10) :
		    f->flags & ZERO_TOLD ? UNTOLD : 0;
	else
		*text_at(f, obj) = text && *text ? text : NULL;
}

const char *
field_text(struct arena *mem, const struct field *f, const void *obj)
{
	void *o = (void *)(uintptr_t)obj;
	const char *s;

	if (f->kind == KIND_NUMBER && f->flags & ZERO_TOLD &&
	    *number_at(f, o) < 0)
		return "";
	if (f->kind == KIND_NUMBER)
		return arena_fmt(mem, "%" PRId64, *number_at(f, o));
	s = *text_at(f, o);
	return s ? s : "";
}

bool
field_is_told(const struct field *f, const void *obj)
{
	void *o = (void *)(uintptr_t)obj;

	if (f->kind != KIND_NUMBER)
		return *text_at(f, o) && **text_at(f, o);
	if (f->flags & ZERO_TOLD)
		return *number_at(f, o) >= 0;
	return *number_at(f, o) || f->flags & (REQUIRED | ASKED);
}

static const char *
shown_link(struct request *r, const struct field *f, const char *id)
{
	void *obj = arena_take(r->mem, f->to->size);

	if (!*id || record_get(r, f->to, id, obj))
		return "";
	if (f->to->title)
		return f->to->title(r, obj);
	return field_text(r->mem, &f->to->fields[0], obj);
}

const char *
field_link_typed(struct request *r, const struct field *f, const char *id,
    const char *typed)
{
	if (text_blank(id))
		return typed ? typed : id;
	return !typed || strcmp(typed, shown_link(r, f, id)) == 0 ? id : typed;
}

const char *
field_shown(struct request *r, const struct field *f, const void *obj)
{
	const char *s = field_text(r->mem, f, obj);
	const struct municipality *m;

	switch (f->kind) {
	case KIND_DAY:
		return *s ? date_long(r->mem, s) : "";
	case KIND_CODE:
		return codes_label(r->codes, f->list, s);
	case KIND_CODES:
		return codes_labels(r->mem, r->codes, f->list, s, "、");
	case KIND_NUMBER:
		return field_is_told(f, obj) ? s : "";
	case KIND_COUNTS:
		return counts_shown(r, f, s);
	case KIND_MUNICIPALITY:
		m = codes_municipality(r->codes, s);
		return m ? m->name : s;
	case KIND_LINK:
		return shown_link(r, f, s);
	default:
		return s;
	}
}

static const char *
read_line(struct request *r, const struct field *f, const char *typed,
    void *obj)
{
	size_t max = f->max ? (size_t)f->max :
	    f->kind == KIND_LONG_TEXT ? MAX_LINES : MAX_LINE;
	const char *s = text_tidy(r->mem, typed);

	*text_at(f, obj) = s;
	if (f->kind != KIND_LONG_TEXT && strchr(s, '\n'))
		return words("one_line");
	if (text_length(s) > max)
		return arena_fmt(r->mem, "%zu文字までにしてください（いま%zu文字）。",
		    max, text_length(s));
	return NULL;
}

/* Katakana, long mark, middle dot, space; Latin for those who have no kana. */
static bool
is_kana(const char *s)
{
	for (const unsigned char *p = (const unsigned char *)s; *p; p++) {
		if (*p < 0x80) {
			if (*p < ' ' || (*p >= '0' && *p <= '9'))
				return false;
		} else if (p[0] != 0xe3 || !p[1] || !p[2]) {
			return false;
		} else if (p[1] == 0x82 ? p[2] < 0xa1 :
		    p[1] != 0x83 && !(p[1] == 0x80 && p[2] == 0x80)) {
			return false;
		} else {
			p += 2;
		}
	}
	return true;
}

static const char *
read_kana(struct request *r, const struct field *f, const char *typed,
    void *obj)
{
	const char *says = read_line(r, f, typed, obj), *s;

	if (says)
		return says;
	s = text_katakana(r->mem, *text_at(f, obj));
	*text_at(f, obj) = s;
	return is_kana(s) ? NULL : words("not_kana");
}

static const char *
read_day(struct request *r, const struct field *f, const char *typed,
    void *obj)
{
	const char *day = date_read(r->mem, typed, r->today);

	*text_at(f, obj) = day ? day : text_tidy(r->mem, typed);
	return day ? NULL : words("not_a_day");
}

static const char *
read_number(struct request *r, const struct field *f, const char *typed,
    void *obj)
{
	int64_t n;

	if (!text_number(typed, &n))
		return words("not_a_number");
	if (n < f->min || (f->max && n > f->max))
		return arena_fmt(r->mem, "%" PRId64 "から%" PRId64
		    "までの数にしてください。", f->min, f->max);
	*number_at(f, obj) = n;
	return NULL;
}

static const char *
not_listed(struct request *r, const struct field *f, const char *day)
{
	return arena_fmt(r->mem, "次のどれかにしてください：%s",
	    codes_choices(r->codes, r->mem, f->list, day));
}

/* A code chosen on a form must be in force, or be what was there before. */
static const struct code *
read_choice(struct request *r, const struct field *f, const char *typed,
    const char *day, bool importing)
{
	const struct code *c;

	if (importing)
		return codes_read(r->codes, r->mem, f->list, typed, day);
	c = codes_find(r->codes, f->list, typed);
	return c && code_valid(c, day) ? c : NULL;
}

static const char *
read_code(struct request *r, const struct field *f, const char *typed,
    const char *day, bool importing, void *obj)
{
	const char *before = *text_at(f, obj);
	const struct code *c;

	if (before && strcmp(before, typed) == 0)
		return NULL;
	c = read_choice(r, f, typed, day, importing);
	*text_at(f, obj) = c ? c->code : text_tidy(r->mem, typed);
	return c ? NULL : not_listed(r, f, day);
}

/* In list order, each once: equal sets are equal text. */
static const char *
ordered(struct request *r, const struct field *f, const char *set)
{
	struct buffer b = buffer_new(r->mem);
	size_t n;
	const struct code *list = codes_list(r->codes, f->list, &n);

	for (size_t i = 0; i < n; i++) {
		if (!text_set_has(set, list[i].code))
			continue;
		if (b.len)
			buffer_add(&b, ",");
		buffer_add(&b, list[i].code);
	}
	return b.s;
}

static const char *
read_codes(struct request *r, const struct field *f, const char *typed,
    const char *day, bool importing, void *obj)
{
	const char *before = *text_at(f, obj), *const *each;
	struct buffer set = buffer_new(r->mem);
	size_t n;

	if (before && strcmp(before, typed) == 0)
		return NULL;
	each = text_split(r->mem, typed, &n);
	if (n > MAX_SET)
		return words("too_many_fields");
	for (size_t i = 0; i < n; i++) {
		const struct code *c = read_choice(r, f, each[i], day, importing);

		if (!c && before && text_set_has(before, each[i]))
			c = codes_find(r->codes, f->list, each[i]);
		if (!c)
			return not_listed(r, f, day);
		buffer_add(&set, set.len ? "," : "");
		buffer_add(&set, c->code);
	}
	*text_at(f, obj) = ordered(r, f, set.s);
	return NULL;
}

static const char *
read_municipality(struct request *r, const struct field *f, const char *typed,
    void *obj)
{
	const struct municipality *m =
	    codes_read_municipality(r->codes, r->mem, typed);

	*text_at(f, obj) = m ? m->code : text_tidy(r->mem, typed);
	return m ? NULL : words("not_a_municipality");
}

static const char *
read_link(struct request *r, const struct field *f, const char *typed,
    void *obj)
{
	const char *says = words("not_there"), *id = typed;
	void *other = arena_take(r->mem, f->to->size);

	*text_at(f, obj) = typed;
	if (f->to->resolve)
		id = f->to->resolve(r, typed, &says);
	if (!id || record_get(r, f->to, id, other))
		return says;
	*text_at(f, obj) = id;
	return NULL;
}

const char *
field_read(struct request *r, const struct field *f, const char *typed,
    const char *day, bool importing, void *obj)
{
	if (text_blank(typed)) {
		field_set(f, obj, NULL);
		if (f->flags & REQUIRED || (f->flags & ASKED && !importing))
			return words(f->kind == KIND_CODE ? "choose" : "required");
		return NULL;
	}
	switch (f->kind) {
	case KIND_KANA: return read_kana(r, f, typed, obj);
	case KIND_DAY: return read_day(r, f, typed, obj);
	case KIND_NUMBER: return read_number(r, f, typed, obj);
	case KIND_CODE: return read_code(r, f, typed, day, importing, obj);
	case KIND_CODES: return read_codes(r, f, typed, day, importing, obj);
	case KIND_COUNTS: return counts_read(r, f, typed, day, importing,
	    text_at(f, obj));
	case KIND_MUNICIPALITY: return read_municipality(r, f, typed, obj);
	case KIND_LINK: return read_link(r, f, typed, obj);
	default: return read_line(r, f, typed, obj);
	}
}
