#include "base/html_compile.h"

#include <ctype.h>
#include <string.h>

struct scope {
	const struct slot *slots;
	size_t n;
};

struct section {
	const struct slot *slot;
	size_t op; /* index of the op that opened it */
};

struct compiler {
	struct arena *mem;
	html_finder *find;
	struct html_op *ops;
	size_t nops, cap;
	struct scope scopes[HTML_MAX_DEPTH + 1];
	size_t depth; /* of the innermost scope */
	struct section sections[HTML_MAX_DEPTH];
	size_t nsections;
	size_t npartials;
	const char *why;
};

/* A text being read, and the tag read last. */
struct source {
	const struct asset *asset;
	const char *at, *end;
	const char *tag; /* its first brace */
	char sigil;      /* '#', '^', '/', '>' or 0 */
	const char *name;
	size_t nname;
};

static enum result compile_asset(struct compiler *, const char *path);

static enum result
fail(struct compiler *c, const struct source *s, const char *what)
{
	size_t line = 1;

	for (const char *p = s->asset->bytes; p < s->tag; p++)
		line += *p == '\n';
	c->why = arena_fmt(c->mem, "%s:%zu: %.*s: %s", s->asset->name, line,
	    (int)s->nname, s->name, what);
	return INVALID;
}

static struct html_op *
op_new(struct compiler *c, enum html_op_kind kind)
{
	struct html_op *op;

	if (c->nops == c->cap) {
		size_t cap = c->cap ? c->cap * 2 : 64;
		struct html_op *more = arena_array(c->mem, cap, sizeof(*more));

		if (c->nops)
			memcpy(more, c->ops, c->nops * sizeof(*more));
		c->ops = more;
		c->cap = cap;
	}
	op = &c->ops[c->nops++];
	op->kind = kind;
	return op;
}

static void
add_literal(struct compiler *c, const char *from, const char *to)
{
	struct html_op *op;

	if (from >= to)
		return;
	op = op_new(c, OP_LITERAL);
	op->bytes = from;
	op->len = (size_t)(to - from);
}

/* The innermost scope that knows the name wins. */
static const struct slot *
lookup(const struct compiler *c, const struct source *s, size_t *scope)
{
	for (size_t d = c->depth + 1; d-- > 0;) {
		for (size_t i = 0; i < c->scopes[d].n; i++) {
			const struct slot *slot = &c->scopes[d].slots[i];

			if (strlen(slot->name) == s->nname &&
			    memcmp(slot->name, s->name, s->nname) == 0) {
				*scope = d;
				return slot;
			}
		}
	}
	return NULL;
}

static enum result
compile_value(struct compiler *c, const struct source *s)
{
	size_t scope;
	const struct slot *slot = lookup(c, s, &scope);
	struct html_op *op;

	if (!slot)
		return fail(c, s, "no such slot");
	if (slot->kind == SLOT_IS_LIST || slot->kind == SLOT_IS_FLAG)
		return fail(c, s, "a list or flag has no value to print");
	op = op_new(c, slot->kind == SLOT_IS_TEXT     ? OP_TEXT
		       : slot->kind == SLOT_IS_NUMBER ? OP_NUMBER
						      : OP_MARKUP);
	op->scope = scope;
	op->at = slot->at;
	return OK;
}

static enum result
open_section(struct compiler *c, const struct source *s)
{
	size_t scope;
	const struct slot *slot = lookup(c, s, &scope);
	struct html_op *op;

	if (!slot)
		return fail(c, s, "no such slot");
	if (slot->kind == SLOT_IS_NUMBER)
		return fail(c, s, "a number cannot be a section");
	if (c->nsections == HTML_MAX_DEPTH)
		return fail(c, s, "sections are nested too deep");
	c->sections[c->nsections++] = (struct section){ slot, c->nops };
	op = op_new(c, s->sigil == '^'              ? OP_UNLESS
		       : slot->kind == SLOT_IS_LIST ? OP_EACH
						    : OP_IF);
	op->slot = slot->kind;
	op->scope = scope;
	op->at = slot->at;
	op->row_size = slot->row_size;
	if (op->kind == OP_EACH)
		c->scopes[++c->depth] =
		    (struct scope){ slot->rows, slot->nrows_slots };
	return OK;
}

/* A section ends in the asset it began in: `floor` counts those outside. */
static enum result
close_section(struct compiler *c, const struct source *s, size_t floor)
{
	const struct section *open;

	if (c->nsections == floor)
		return fail(c, s, "closes a section that is not open");
	open = &c->sections[c->nsections - 1];
	if (strlen(open->slot->name) != s->nname ||
	    memcmp(open->slot->name, s->name, s->nname) != 0)
		return fail(c, s, "another section is still open here");
	if (c->ops[open->op].kind == OP_EACH)
		c->depth--;
	c->ops[open->op].end = c->nops;
	c->nsections--;
	return OK;
}

static enum result
compile_partial(struct compiler *c, const struct source *s)
{
	enum result rc;

	if (c->npartials == HTML_MAX_DEPTH)
		return fail(c, s, "partials are nested too deep");
	c->npartials++;
	rc = compile_asset(c, arena_bytes(c->mem, s->name, s->nname));
	c->npartials--;
	if (rc && !c->why)
		return fail(c, s, "no such asset");
	return rc;
}

static bool
name_fits(const struct source *s)
{
	const char *path = s->sigil == '>' ? "./-" : "";

	for (size_t i = 0; i < s->nname; i++) {
		unsigned char ch = (unsigned char)s->name[i];

		if (!islower(ch) && !isdigit(ch) && ch != '_' &&
		    (!ch || !strchr(path, ch)))
			return false;
	}
	return s->nname > 0;
}

/* Sets s->tag and s->at behind it; false at the end of the text. */
static enum result
read_tag(struct compiler *c, struct source *s, bool *found)
{
	const char *close;

	s->tag = memmem(s->at, (size_t)(s->end - s->at), "{{", 2);
	*found = s->tag;
	if (!s->tag)
		return OK;
	s->name = s->tag + 2;
	s->nname = 0;
	close = memmem(s->name, (size_t)(s->end - s->name), "}}", 2);
	if (!close)
		return fail(c, s, "a tag without its end");
	s->at = close + 2;
	s->sigil = close > s->name && strchr("#^/>", *s->name) ? *s->name : 0;
	if (s->sigil)
		s->name++;
	s->nname = (size_t)(close - s->name);
	return name_fits(s) ? OK : fail(c, s, "not a name");
}

/* A section or partial tag alone on its line takes the line with it. */
static const char *
literal_end(struct source *s)
{
	const char *from = s->tag, *to = s->at;

	if (!s->sigil)
		return s->tag;
	while (from > s->asset->bytes && (from[-1] == ' ' || from[-1] == '\t'))
		from--;
	while (to < s->end && (*to == ' ' || *to == '\t' || *to == '\r'))
		to++;
	if (from > s->asset->bytes && from[-1] != '\n')
		return s->tag;
	if (to < s->end && *to != '\n')
		return s->tag;
	s->at = to < s->end ? to + 1 : to;
	return from;
}

static enum result
compile_tag(struct compiler *c, const struct source *s, size_t floor)
{
	switch (s->sigil) {
	case '#':
	case '^': return open_section(c, s);
	case '/': return close_section(c, s, floor);
	case '>': return compile_partial(c, s);
	default: return compile_value(c, s);
	}
}

static enum result
compile_asset(struct compiler *c, const char *path)
{
	struct source s = { .asset = c->find(path) };
	size_t floor = c->nsections;
	bool found;
	enum result rc;

	if (!s.asset)
		return INVALID;
	s.at = s.asset->bytes;
	s.end = s.at + s.asset->len;
	for (;;) {
		const char *literal = s.at;

		rc = read_tag(c, &s, &found);
		if (rc)
			return rc;
		if (!found)
			break;
		add_literal(c, literal, literal_end(&s));
		rc = compile_tag(c, &s, floor);
		if (rc)
			return rc;
	}
	add_literal(c, s.at, s.end);
	if (c->nsections == floor)
		return OK;
	s.tag = s.end;
	s.name = c->sections[c->nsections - 1].slot->name;
	s.nname = strlen(s.name);
	return fail(c, &s, "a section is never closed");
}

enum result
html_compile(struct arena *mem, const struct template *t, html_finder *find,
    struct html_program *out, const char **why)
{
	struct compiler c = { .mem = mem, .find = find };
	enum result rc;

	c.scopes[0] = (struct scope){ t->slots, t->nslots };
	rc = compile_asset(&c, t->asset);
	if (rc) {
		*why = c.why ? c.why
			     : arena_fmt(mem, "%s:0: no such asset", t->asset);
		return rc;
	}
	*out = (struct html_program){ .ops = c.ops, .nops = c.nops };
	for (size_t i = 0; i < c.nops; i++)
		out->nliteral += c.ops[i].len;
	return OK;
}
