#include "app/codes.h"

#include <stdlib.h>
#include <string.h>

#include "app/codes_snapshot.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/text.h"

enum { MAX_BECOMES = 20 };	/* a chain longer than this is a circle */

static const struct code_list *
list_of(const struct codes *codes, const char *list)
{
	return text_map_get(codes->lists, list);
}

const struct code *
codes_list(const struct codes *codes, const char *list, size_t *n)
{
	const struct code_list *l = list_of(codes, list);

	*n = l ? l->n : 0;
	return l ? l->codes : NULL;
}

const struct code *
codes_find(const struct codes *codes, const char *list, const char *code)
{
	const struct code_list *l = code ? list_of(codes, list) : NULL;

	return l ? text_map_get(l->by_code, code) : NULL;
}

const char *
codes_label(const struct codes *codes, const char *list, const char *code)
{
	const struct code *c = codes_find(codes, list, code);

	return c ? c->label : code ? code : "";
}

bool
code_valid(const struct code *c, const char *day)
{
	return code_within(c, day, day);
}

bool
code_within(const struct code *c, const char *from, const char *to)
{
	return (!c->valid_from || strcmp(c->valid_from, to) <= 0) &&
	    (!c->valid_to || strcmp(c->valid_to, from) >= 0);
}

/* What the code has become by that day: itself, or NULL when nothing did. */
static const struct code *
become_valid(const struct codes *codes, const struct code *c,
    const char *day)
{
	for (int i = 0; c && i < MAX_BECOMES; i++) {
		if (code_valid(c, day))
			return c;
		c = c->becomes ? codes_find(codes, c->list, c->becomes) : NULL;
	}
	return NULL;
}

const struct code *
codes_read(const struct codes *codes, struct arena *mem, const char *list,
    const char *typed, const char *day)
{
	const struct code_list *l = list_of(codes, list);
	const struct spelling *first, *s;
	const struct code *c;

	if (!l)
		return NULL;
	first = text_map_get(l->by_key, text_key(mem, typed));
	for (s = first; s; s = s->next) {
		if (code_valid(s->code, day))
			return s->code;
	}
	/* Old words on a later day: Excel users keep them. */
	for (s = first; s; s = s->next) {
		c = become_valid(codes, s->code, day);
		if (c)
			return c;
	}
	return NULL;
}

const struct code *
codes_restated(const struct codes *codes, const struct code *c, int year)
{
	char start[16], end[16];

	memcpy(start, "YYYY-04-01", 11);
	memcpy(end, "YYYY-03-31", 11);
	for (int i = 3, y = year, z = year + 1; i >= 0; i--, y /= 10, z /= 10) {
		start[i] = (char)('0' + y % 10);
		end[i] = (char)('0' + z % 10);
	}
	for (int i = 0; i < MAX_BECOMES; i++) {
		const struct code *next;

		/* Still in force that year, or not yet: nothing to restate. */
		if (!c->becomes || !c->valid_to ||
		    strcmp(c->valid_to, start) >= 0)
			return c;
		next = codes_find(codes, c->list, c->becomes);
		if (!next)
			return c;
		c = next;
	}
	return c;
}

const char *
codes_choices(const struct codes *codes, struct arena *mem, const char *list,
    const char *day)
{
	struct buffer b = buffer_new(mem);
	size_t n;
	const struct code *c = codes_list(codes, list, &n);

	for (size_t i = 0; i < n; i++) {
		if (!code_valid(&c[i], day))
			continue;
		buffer_add(&b, b.len ? "／" : "");
		buffer_add(&b, c[i].label);
	}
	return b.s;
}

const struct municipality *
codes_municipalities(const struct codes *codes, size_t *n)
{
	*n = codes->nmunicipalities;
	return codes->municipalities;
}

const struct municipality *
codes_municipality(const struct codes *codes, const char *code)
{
	const struct municipality *m = code ?
	    text_map_get(codes->by_municipality, code) : NULL;

	return m && strcmp(m->code, code) == 0 ? m : NULL;
}

/* A prefecture's name before the town's is common in addresses. */
const struct municipality *
codes_read_municipality(const struct codes *codes, struct arena *mem,
    const char *typed)
{
	const char *key = text_key(mem, typed);
	const char *prefecture = text_key(mem,
	    codes_setting(codes, "prefecture"));
	size_t n = strlen(prefecture);
	const struct municipality *m = text_map_get(codes->by_municipality, key);

	if (!m && n && strncmp(key, prefecture, n) == 0)
		m = text_map_get(codes->by_municipality, key + n);
	return m;
}

const char *
codes_region(const struct codes *codes, const char *municipality,
    const char *day)
{
	const struct belonging *b = municipality ?
	    text_map_get(codes->first_belonging, municipality) : NULL;
	const struct belonging *end = codes->belongings + codes->nbelongings;
	const char *region = b ? b->region : "unknown";

	for (; b && b < end && strcmp(b->municipality, municipality) == 0; b++) {
		if (strcmp(b->from, day) <= 0)
			region = b->region;
	}
	return region;
}

const char *
codes_town(const struct codes *codes, struct arena *mem,
    const char *municipality, const char *day)
{
	const struct municipality *m = municipality ?
	    codes_municipality(codes, municipality) : NULL;

	return m ? arena_fmt(mem, "%s（%s）", m->name, codes_label_short(codes,
	    "region", codes_region(codes, m->code, day))) : "不明";
}

const char *
codes_setting(const struct codes *codes, const char *name)
{
	const char *value = text_map_get(codes->settings, name);

	return value ? value : "";
}

const char *
codes_labels(struct arena *mem, const struct codes *codes, const char *list,
    const char *set, const char *join)
{
	struct buffer b = buffer_new(mem);

	for (const char *s = set; s && *s;) {
		size_t n = strcspn(s, ",");

		buffer_add(&b, b.len ? join : "");
		buffer_add(&b, codes_label(codes, list, arena_bytes(mem, s, n)));
		s += n + (s[n] == ',');
	}
	return b.s;
}

const struct plan_row *
codes_plan(const struct codes *codes, size_t *n)
{
	*n = codes->nplan;
	return codes->plan;
}
