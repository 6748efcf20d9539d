#include "base/html.h"

#include <assert.h>
#include <stdalign.h>
#include <string.h>

#include "base/html_compile.h"
#include "base/log.h"

struct html {
	const char *s;
	size_t len;
};

/* Open addressing, never more than half full; the key is the address. */
struct entry {
	const struct template *key;
	struct html_program program;
};

struct templates {
	struct entry *at;
	size_t mask;
};

/* Room first, so that what follows copies without asking again. */
static char *
room(struct buffer *out, size_t n)
{
	if (out->cap - out->len <= n) {
		size_t cap = (out->len + n + 1) * 2;
		char *more = arena_take(out->mem, cap);

		memcpy(more, out->s, out->len);
		out->s = more;
		out->cap = cap;
	}
	return out->s + out->len;
}

static void
put(struct buffer *out, const char *s, size_t n)
{
	char *to = room(out, n);

	memcpy(to, s, n);
	to[n] = '\0';
	out->len += n;
}

/* What stands for a byte that means something in markup; NULL: itself. */
static const char *
entity(char c)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	case '\'': return "&#39;";
	default: return NULL;
	}
}

static void
put_escaped(struct buffer *out, const char *s)
{
	static const bool special[256] = { ['\0'] = true,
		['&'] = true,
		['<'] = true,
		['>'] = true,
		['"'] = true,
		['\''] = true };
	const char *end;

	for (;; s = end + 1) {
		const char *e;

		for (end = s; !special[(unsigned char)*end]; end++)
			;
		put(out, s, (size_t)(end - s));
		if (!*end)
			return;
		e = entity(*end);
		put(out, e, strlen(e));
	}
}

/* A page may print hundreds of numbers: digits by hand, not by printf. */
static void
put_number(struct buffer *out, int64_t n)
{
	char digits[20], *at = digits + sizeof(digits);
	uint64_t rest = n < 0 ? -(uint64_t)n : (uint64_t)n;

	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (n < 0)
		*--at = '-';
	put(out, at, (size_t)(digits + sizeof(digits) - at));
}

static bool
is_set(enum slot_kind kind, const char *at)
{
	const void *p = at;
	const char *text;
	const struct html *markup;

	switch (kind) {
	case SLOT_IS_FLAG: return *(const bool *)p;
	case SLOT_IS_LIST: return ((const struct html_list *)p)->n > 0;
	case SLOT_IS_TEXT: text = *(const char *const *)p; return text && *text;
	case SLOT_IS_HTML:
		markup = *(const struct html *const *)p;
		return markup && markup->len;
	case SLOT_IS_NUMBER: break; /* refused when compiling */
	}
	return false;
}

static void
put_value(const struct html_op *op, const char *at, struct buffer *out)
{
	const void *p = at;
	const struct html *markup;
	const char *text;

	switch (op->kind) {
	case OP_TEXT:
		text = *(const char *const *)p;
		if (text)
			put_escaped(out, text);
		break;
	case OP_NUMBER: put_number(out, *(const int64_t *)p); break;
	default:
		markup = *(const struct html *const *)p;
		if (markup)
			put(out, markup->s, markup->len);
	}
}

struct run {
	const struct html_program *program;
	const char *scopes[HTML_MAX_DEPTH + 1];
	size_t depth;
	struct buffer *out;
};

static void run_ops(struct run *, size_t from, size_t to);

static void
run_rows(struct run *r, size_t i, const char *at)
{
	const struct html_op *op = &r->program->ops[i];
	const struct html_list *list = (const void *)at;
	const char *row = list->rows;

	r->depth++;
	for (size_t n = 0; n < list->n; n++, row += op->row_size) {
		r->scopes[r->depth] = row;
		run_ops(r, i + 1, op->end);
	}
	r->depth--;
}

static void
run_ops(struct run *r, size_t from, size_t to)
{
	const struct html_op *op;
	const char *at;

	for (size_t i = from; i < to; i++) {
		op = &r->program->ops[i];
		at = r->scopes[op->scope] + op->at;
		switch (op->kind) {
		case OP_LITERAL: put(r->out, op->bytes, op->len); break;
		case OP_IF:
		case OP_UNLESS:
			if (is_set(op->slot, at) != (op->kind == OP_IF))
				i = op->end - 1;
			break;
		case OP_EACH:
			run_rows(r, i, at);
			i = op->end - 1;
			break;
		default: put_value(op, at, r->out);
		}
	}
}

void
html_run(
    const struct html_program *program, const void *page, struct buffer *out)
{
	struct run r = { .program = program, .scopes = { page }, .out = out };

	room(out, program->nliteral);
	run_ops(&r, 0, program->nops);
}

/* Where the template stands, or the free place it would take. */
static struct entry *
find(const struct templates *all, const struct template *t)
{
	size_t i = (size_t)((uintptr_t)t / alignof(struct template) *
				UINT64_C(0x9e3779b97f4a7c15) >>
			    32);

	for (;; i++) {
		struct entry *e = &all->at[i & all->mask];

		if (e->key == t || !e->key)
			return e;
	}
}

struct templates *
templates_new(struct arena *mem, const struct template *const *list, size_t n)
{
	struct templates *all = arena_take(mem, sizeof(*all));
	size_t size = 16, nbad = 0;
	const char *why;

	while (size < n * 2)
		size *= 2;
	all->mask = size - 1;
	all->at = arena_array(mem, size, sizeof(*all->at));
	for (size_t i = 0; i < n; i++) {
		struct entry *e = find(all, list[i]);

		e->key = list[i];
		if (html_compile(mem, e->key, asset_find, &e->program, &why)) {
			log_error("template", "%s", why);
			nbad++;
		}
	}
	return nbad ? NULL : all;
}

void
html_render(const struct templates *all, const struct template *t,
    const void *page, struct buffer *out)
{
	const struct entry *e = find(all, t);

	assert(e->key == t);
	html_run(&e->program, page, out);
}

const struct html *
html_from(struct arena *mem, const struct buffer *b)
{
	struct html *markup = arena_take(mem, sizeof(*markup));

	markup->s = b->s;
	markup->len = b->len;
	return markup;
}

const char *
html_text(const struct html *markup)
{
	return markup ? markup->s : "";
}
