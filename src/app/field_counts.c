#include "app/field_counts.h"

#include <string.h>

#include "app/codes.h"
#include "app/words.h"
#include "base/text.h"

/* Where the number of a code stands, or NULL. */
static const char *
number_of(const char *stored, const char *code)
{
	size_t n = strlen(code);

	for (const char *s = stored; s && *s; s = strchr(s, ',')) {
		s += *s == ',';
		if (strncmp(s, code, n) == 0 && s[n] == ':')
			return s + n + 1;
	}
	return NULL;
}

static int64_t
number_at(const char *s)
{
	int64_t n = 0;

	for (; *s >= '0' && *s <= '9' && n <= COUNTS_MAX; s++)
		n = n * 10 + (*s - '0');
	return n;
}

static int64_t
many_of(const char *stored, const char *code)
{
	const char *at = number_of(stored, code);

	return at ? number_at(at) : 0;
}

/* "医師2名", "doctor:2", "看護師 1": what stands before the number, and it. */
static bool
divide(struct arena *mem, const char *item, const char **what, int64_t *n)
{
	const char *s = text_fold_width(mem, text_tidy(mem, item));
	size_t end = strlen(s), begin;

	while (end && (s[end - 1] < '0' || s[end - 1] > '9'))
		end--;
	begin = end;
	while (begin && s[begin - 1] >= '0' && s[begin - 1] <= '9')
		begin--;
	if (begin == end || end - begin > 4)
		return false;
	*n = number_at(s + begin);
	while (begin && strchr(" :=", s[begin - 1]))
		begin--;
	*what = arena_bytes(mem, s, begin);
	return true;
}

/* In list order, each once, none that is 0. */
static const char *
ordered(struct request *r, const struct field *f, const char *set)
{
	struct buffer b = buffer_new(r->mem);
	size_t n;
	const struct code *list = codes_list(r->codes, f->list, &n);

	for (size_t i = 0; i < n; i++) {
		int64_t many = many_of(set, list[i].code);

		if (many)
			buffer_fmt(&b, "%s%s:%lld", b.len ? "," : "",
			    list[i].code, (long long)many);
	}
	return b.s;
}

static const struct code *
code_of(struct request *r, const struct field *f, const char *what,
    const char *day)
{
	const struct code *c = codes_find(r->codes, f->list, what);

	return c ? c : codes_read(r->codes, r->mem, f->list, what, day);
}

const char *
counts_read(struct request *r, const struct field *f, const char *typed,
    const char *day, bool importing, const char **out)
{
	struct buffer set = buffer_new(r->mem);
	size_t n;
	const char *const *each = text_split(r->mem, typed, &n);

	(void)importing;
	*out = typed;
	for (size_t i = 0; i < n; i++) {
		const struct code *c;
		const char *what;
		int64_t many;

		if (!divide(r->mem, each[i], &what, &many) || many > COUNTS_MAX)
			return words("not_a_count");
		c = code_of(r, f, what, day);
		if (!c || number_of(set.s, c->code))
			return arena_fmt(r->mem,
			    "次のものを、1度ずつ人数と書いてください：%s",
			    codes_choices(r->codes, r->mem, f->list, day));
		buffer_fmt(&set, "%s%s:%lld", set.len ? "," : "", c->code,
		    (long long)many);
	}
	*out = ordered(r, f, set.s);
	return NULL;
}

static const char *
input_name(struct request *r, const struct field *f, const struct code *c)
{
	return arena_fmt(r->mem, "%s_%s", f->name, c->code);
}

const char *
counts_typed(struct request *r, const struct field *f)
{
	struct buffer set = buffer_new(r->mem);
	size_t n;
	const struct code *list = codes_list(r->codes, f->list, &n);
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		const char *typed = request_form(r, input_name(r, f, &list[i]));

		any |= typed != NULL;
		if (!text_blank(typed))
			buffer_fmt(&set, "%s%s:%s", set.len ? "；" : "",
			    list[i].code, typed);
	}
	return any ? set.s : NULL;
}

bool
counts_has_input(const struct codes *codes, const struct record *rec,
    const char *name)
{
	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];
		size_t n = strlen(f->name);

		if (f->kind == KIND_COUNTS && !(f->flags & HIDDEN) &&
		    strncmp(name, f->name, n) == 0 && name[n] == '_' &&
		    codes_find(codes, f->list, name + n + 1))
			return true;
	}
	return false;
}

static const char *
joined(struct arena *mem, const struct codes *codes, const struct field *f,
    const char *stored, const char *join, const char *unit)
{
	struct buffer b = buffer_new(mem);
	size_t n;
	const struct code *list = codes_list(codes, f->list, &n);

	for (size_t i = 0; i < n; i++) {
		int64_t many = many_of(stored, list[i].code);

		if (many)
			buffer_fmt(&b, "%s%s%lld%s", b.len ? join : "",
			    list[i].label, (long long)many, unit);
	}
	return b.s;
}

const char *
counts_shown(struct request *r, const struct field *f, const char *stored)
{
	return joined(r->mem, r->codes, f, stored, "、", "名");
}

const char *
counts_sheet(struct arena *mem, const struct codes *codes,
    const struct field *f, const char *stored)
{
	return joined(mem, codes, f, stored, "；", "");
}

void
counts_put(struct request *r, struct buffer *b, const struct field *f,
    const char *value)
{
	size_t n;
	const struct code *c = codes_list(r->codes, f->list, &n);

	buffer_add(b, "<div class=\"picks counts\">");
	for (size_t i = 0; i < n; i++) {
		const char *name = input_name(r, f, &c[i]);
		const char *typed = request_form(r, name);
		int64_t many = many_of(value, c[i].code);

		if (!many && !code_valid(&c[i], r->today))
			continue;
		buffer_add(b, "<label class=\"pick\">");
		buffer_html(b, c[i].label);
		buffer_fmt(b, " <input type=\"text\" inputmode=\"numeric\""
		    " autocomplete=\"off\" size=\"3\" maxlength=\"4\""
		    " id=\"f-%s\" name=\"%s\" value=\"", name, name);
		if (typed && request_fault_of(r, f->name))
			buffer_html(b, typed);
		else if (many)
			buffer_int(b, many);
		buffer_add(b, "\"></label>");
	}
	buffer_add(b, "</div>");
}
