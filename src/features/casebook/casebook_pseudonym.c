#include "features/casebook/casebook_pseudonym.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "features/casebook/casebook_doubt.h"
#include "features/casebook/casebook_unit.h"

enum { MAX_AT_ONE_PLACE = 3, MIN_SHORT = 3 };

struct someone {
	struct known known;
	size_t home;			/* of a family: the child's number */
	const char *shown;		/* NULL: not met yet */
};

/* One way of writing a name. */
struct variant {
	const char *key;
	size_t who;
	bool part;			/* of a name, not all of it */
};

struct pseudonyms {
	struct arena *mem;
	struct someone *who;
	struct variant *variants;
	size_t nwho, who_room, nvariants, variant_room, letters;
	size_t child;			/* named last */
	bool sorted;
	struct veiled_list replaced, doubts;
};

struct pseudonyms *
pseudonyms_new(struct arena *mem)
{
	struct pseudonyms *p = arena_take(mem, sizeof(*p));

	p->mem = mem;
	p->replaced.mem = p->doubts.mem = mem;
	return p;
}

/* Room for one more, twice as much each time. */
static void *
grown(struct arena *mem, void *old, size_t n, size_t *room, size_t size)
{
	void *more;

	if (n < *room)
		return old;
	*room = *room ? *room * 2 : 64;
	more = arena_array(mem, *room, size);
	if (n)
		memcpy(more, old, n * size);
	return more;
}

static void
add_variant(struct pseudonyms *p, const char *text, bool part)
{
	const char *key = text_key(p->mem, text);

	/* A single letter of an alphabet is no name. */
	if (!*key || ((unsigned char)*key < 0x80 && strlen(key) < 3))
		return;
	p->variants = grown(p->mem, p->variants, p->nvariants,
	    &p->variant_room, sizeof(*p->variants));
	p->variants[p->nvariants++] = (struct variant){ key, p->nwho - 1, part };
	p->sorted = false;
}

static size_t
space(const char *s)
{
	return strncmp(s, "　", strlen("　")) == 0 ? strlen("　") : *s == ' ';
}

/* The whole, and the parts between spaces that are no common words. */
static void
add_written(struct pseudonyms *p, const char *text, bool whole)
{
	const char *from = text;

	if (!text)
		return;
	add_variant(p, text, false);
	for (const char *s = text; !whole; s++) {
		size_t n = (size_t)(s - from);

		if (*s && !space(s))
			continue;
		if (n && (*s || from != text) && !doubt_is_common(from, n))
			add_variant(p, arena_bytes(p->mem, from, n), true);
		if (!*s)
			break;
		s += space(s) - 1;
		from = s + 1;
	}
}

/* 社会福祉法人 and the like stand before a name that is used without. */
static const char *
without_form(const char *name)
{
	static const char *const forms[] = { "社会福祉法人", "医療法人社団",
	    "医療法人", "一般社団法人", "公益社団法人", "一般財団法人", "公益財団法人",
	    "特定非営利活動法人", "NPO法人", "学校法人", "株式会社", "有限会社",
	    "合同会社", "独立行政法人", "国立大学法人" };

	for (size_t i = 0; i < COUNT(forms); i++) {
		size_t n = strlen(forms[i]);

		if (strncmp(name, forms[i], n) == 0 && name[n]) {
			name += n;
			return name + space(name);
		}
	}
	return NULL;
}

/* 例会 見晴園 is called 見晴園 day by day. */
static void
add_short(struct pseudonyms *p, const char *name)
{
	const char *rest = without_form(name);

	if (rest)
		add_variant(p, rest, false);
	for (const char *s = name; *s; s++) {
		size_t n = space(s);

		if (n && text_length(s + n) >= MIN_SHORT)
			add_variant(p, s + n, false);
	}
}

void
pseudonyms_add(struct pseudonyms *p, const struct known *k)
{
	bool whole = k->whole || k->kind == KNOWN_PLACE ||
	    k->kind == KNOWN_AGENCY;

	if (!k->name && !k->kana)
		return;
	p->who = grown(p->mem, p->who, p->nwho, &p->who_room, sizeof(*p->who));
	p->who[p->nwho++] = (struct someone){ *k, p->child, NULL };
	if (k->kind == KNOWN_CHILD)
		p->who[p->nwho - 1].home = p->child = p->nwho - 1;
	add_written(p, k->name, whole);
	add_written(p, k->kana, whole);
	if (k->kind == KNOWN_AGENCY && k->name)
		add_short(p, k->name);
}

static int
by_key(const void *a, const void *b)
{
	const struct variant *x = a, *y = b;
	int order = strcmp(x->key, y->key);

	return order ? order : (x->who > y->who) - (x->who < y->who);
}

static void
sort(struct pseudonyms *p)
{
	if (!p->sorted && p->nvariants)
		qsort(p->variants, p->nvariants, sizeof(*p->variants), by_key);
	p->sorted = true;
}

/* How many units from i make up the key; 0: they do not. */
static size_t
fits(const struct units *u, size_t i, const char *key)
{
	size_t at = i;

	while (*key && at < u->n) {
		const char *k = u->at[at].key;
		size_t n = strlen(k);

		if (strncmp(key, k, n) != 0)
			return 0;
		key += n;
		at++;
	}
	return *key ? 0 : at - i;
}

/* Where a part of a name stands for the person, and is not part of a word. */
static bool
stands_alone(const struct units *u, size_t i, size_t n, bool staff)
{
	enum script here = u->at[i].script, after, before;
	bool called = units_honorific(u, i + n) > 0;

	before = i ? u->at[i - 1].script : SCRIPT_OTHER;
	after = i + n < u->n ? u->at[i + n].script : SCRIPT_OTHER;
	if (called && (n > 1 || before != here))
		return true;
	if (staff)
		return false;
	if (before == here && (here != SCRIPT_HIRAGANA || n < 3 ||
	    !units_particle(u, i - 1)))
		return false;
	if (after == SCRIPT_OTHER)
		return true;
	return after != here || here == SCRIPT_HIRAGANA ?
	    after == SCRIPT_HIRAGANA && units_particle(u, i + n) : false;
}

static const char *
letter(struct pseudonyms *p)
{
	size_t n = p->letters++;

	return n < 26 ? arena_fmt(p->mem, "%c", (char)('A' + n)) :
	    arena_fmt(p->mem, "%c%c", (char)('A' + n / 26 % 26),
	    (char)('A' + n % 26));
}

static const char *
shown_of(struct pseudonyms *p, size_t who)
{
	struct someone *s = &p->who[who];

	if (s->shown)
		return s->shown;
	switch (s->known.kind) {
	case KNOWN_CHILD:
		s->shown = arena_fmt(p->mem, "%sさん", letter(p));
		break;
	case KNOWN_FAMILY:
		s->shown = arena_fmt(p->mem, "%sの家族", shown_of(p, s->home));
		break;
	case KNOWN_STAFF:
		s->shown = arena_fmt(p->mem, "%s職員", letter(p));
		break;
	case KNOWN_AGENCY:
		s->shown = arena_fmt(p->mem, "%s%s", letter(p),
		    s->known.suffix ? s->known.suffix : "機関");
		break;
	case KNOWN_PLACE:
		s->shown = s->known.suffix ? s->known.suffix : "（住所）";
		break;
	}
	return s->shown;
}

/* All that one way of writing may mean: a child goes before its own family;
 * of several, each of them is named. */
static const char *
shown_of_all(struct pseudonyms *p, const size_t *who, size_t n)
{
	size_t homes[MAX_AT_ONE_PLACE], nhomes = 0;
	struct buffer b = buffer_new(p->mem);

	for (size_t i = 0; i < n; i++) {
		const struct someone *s = &p->who[who[i]];
		bool child = s->known.kind == KNOWN_CHILD ||
		    (s->known.kind == KNOWN_FAMILY && n > 1);
		size_t one = child ? s->home : who[i], h = 0;

		while (h < nhomes && homes[h] != one)
			h++;
		if (h == nhomes && nhomes < MAX_AT_ONE_PLACE)
			homes[nhomes++] = one;
	}
	for (size_t i = 0; i < nhomes; i++)
		buffer_fmt(&b, "%s%s", i ? "または" : "",
		    shown_of(p, homes[i]));
	return b.s;
}

struct found {
	size_t n;			/* units; 0: nobody */
	size_t who[MAX_AT_ONE_PLACE], nwho;
	size_t loose;			/* units of a part that is no match */
};

/* The first variant whose key does not sort before `key`. */
static size_t
lower_bound(const struct pseudonyms *p, const char *key)
{
	size_t low = 0, high = p->nvariants;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(p->variants[mid].key, key) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static struct found
longest(const struct pseudonyms *p, const struct units *u, size_t i)
{
	const char *begin = u->at[i].key;
	size_t nbegin = strlen(begin);
	struct found f = { 0 };

	for (size_t v = nbegin ? lower_bound(p, begin) : p->nvariants;
	    v < p->nvariants &&
	    strncmp(p->variants[v].key, begin, nbegin) == 0; v++) {
		const struct variant *x = &p->variants[v];
		size_t n = fits(u, i, x->key);

		if (!n || n < f.n)
			continue;
		if (x->part && !stands_alone(u, i, n,
		    p->who[x->who].known.kind == KNOWN_STAFF)) {
			f.loose = n > f.loose ? n : f.loose;
			continue;
		}
		if (n > f.n)
			f.nwho = 0;
		f.n = n;
		if (f.nwho < MAX_AT_ONE_PLACE)
			f.who[f.nwho++] = x->who;
	}
	return f;
}

/* さん after a pseudonym that has its own. */
static size_t
spare_honorific(const struct units *u, size_t i)
{
	static const char *const all[] = { "さん", "ちゃん", "くん", "さま", "様",
	    "君", "氏", "ｻﾝ", "サン", "チャン", "クン", "ﾁｬﾝ", "ｸﾝ", "職員" };

	return units_have_one(u, i, all, COUNT(all));
}

static void
veil_name(struct pseudonyms *p, const struct units *u, size_t *i,
    const struct found *f, struct buffer *out)
{
	const char *now = shown_of_all(p, f->who, f->nwho);
	enum known_kind kind = p->who[f->who[0]].known.kind;
	size_t to = *i + f->n;

	if (kind != KNOWN_AGENCY && kind != KNOWN_PLACE)
		to += spare_honorific(u, to);
	veiled_add(&p->replaced, units_text(p->mem, u, *i, to), now);
	if (f->nwho > 1 && strstr(now, "または"))
		veiled_add(&p->doubts, now, "同じ名字の人が複数います。");
	buffer_add(out, now);
	*i = to;
}

const char *
pseudonyms_veil(struct pseudonyms *p, const char *text)
{
	struct buffer out = buffer_new(p->mem);
	struct units u = units_of(p->mem, text ? text : "");

	sort(p);
	for (size_t i = 0; i < u.n;) {
		struct found f = longest(p, &u, i);
		const char *with;
		size_t n;

		if (f.n) {
			veil_name(p, &u, &i, &f, &out);
			continue;
		}
		n = coarse_at(p->mem, &u, i, &with);
		if (n) {
			veiled_add(&p->replaced, units_text(p->mem, &u, i,
			    i + n), with);
			buffer_add(&out, with);
			i += n;
			continue;
		}
		if (f.loose)
			veiled_add(&p->doubts, doubt_around(p->mem, &u, i,
			    f.loose), "名前と同じ文字があります。");
		buffer_bytes(&out, u.at[i].s, u.at[i].n);
		i++;
	}
	doubt_called(p->mem, out.s, &p->doubts);
	return out.s;
}

const struct veiled *
pseudonyms_replaced(const struct pseudonyms *p, size_t *n)
{
	*n = p->replaced.n;
	return p->replaced.at;
}

const struct veiled *
pseudonyms_doubts(const struct pseudonyms *p, size_t *n)
{
	*n = p->doubts.n;
	return p->doubts.at;
}
