#include "base/buffer.h"
#include "tests/access/matrix_run_test.h"

/* One question: what is expected, and whether it came. */

static bool
is_in(unsigned set, enum who who)
{
	return set >> who & 1;
}

static bool
is_api(const char *path)
{
	return strncmp(path, "/api/", 5) == 0;
}

bool
asking_changes(const struct asking *a)
{
	return strcmp(a->q.method, "GET") != 0;
}

static bool
is_own(const struct asking *a)
{
	const char *self = a->c->seats[a->q.who].id;

	return a->e->own && a->row && a->row->person && self &&
	    strcmp(a->row->person, self) == 0;
}

int
asking_status(struct asking *a)
{
	const struct expected *e = a->e;
	enum who who = a->q.who;
	int refused = e->refused ? e->refused : 403;

	a->through = a->known = false;
	if (!is_in(e->right, who))
		return who != ANONYMOUS ? 403 : is_api(a->path) ? 401 : REDIRECT;
	if (e->gate && !e->late && !is_in(e->gate, who))
		return refused;
	if (a->about && !e->blind && !a->row)
		return 404;
	if (a->about && !e->blind && !cast_shows(a->c, who, a->row))
		return cast_lacks(who, a->child) ? 403 : 404;
	a->known = a->about && !e->blind;
	if (e->gate && !is_in(e->gate, who) && !is_own(a))
		return refused;
	if (a->known && e->needs & ~cast_sees(who, a->child))
		return 403;
	a->through = true;
	return e->status;
}

void
run_fault(struct run *run, const struct asking *a, const struct said *s,
    const char *what)
{
	run->faults++;
	complain(&a->q, s, what);
}

/* "record.field": whether it must be there of this child. */
static bool
must_show(const struct run *run, const struct asking *a, size_t child,
    int mark)
{
	const struct cast *c = run->c;
	const struct mark *m = &c->marks[mark];
	size_t f = (size_t)(m->field - m->record->fields);
	enum who who = a->q.who;

	if (!(cast_sees(who, child) & m->class))
		return false;
	if (a->row && a->row->record == m->record)
		return a->row->filled[f];
	for (size_t i = 0; i < c->nstored; i++) {
		const struct stored *s = &c->stored[i];

		if (s->record == m->record && s->child == child &&
		    s->filled[f] && cast_shows(c, who, s))
			return true;
	}
	return false;
}

static void
check_shown(struct run *run, const struct asking *a, const struct said *s,
    const struct sight_of *sight, size_t child)
{
	for (const char *name = a->e->shows; name && *name;) {
		size_t n = strcspn(name, " "), dot = strcspn(name, ".");
		int mark = cast_mark(run->c, name, dot, name + dot + 1,
		    n - dot - 1);

		EXPECT_OF(NULL, mark >= 0, name);
		if (must_show(run, a, child, mark) &&
		    !sight->seen[child][mark])
			run_fault(run, a, s, arena_fmt(run->mem,
			    "%.*s of \"%s\" is kept back", (int)n, name,
			    child < NO_CHILD ? stories[child].name : "nobody"));
		name += n + (name[n] == ' ');
	}
}

static size_t
rows_shown(const struct run *run, enum who who, const struct record *rec)
{
	size_t n = 0;

	for (size_t i = 0; i < run->c->nstored; i++)
		n += run->c->stored[i].record == rec &&
		    cast_shows(run->c, who, &run->c->stored[i]);
	return n;
}

static void
check_count(struct run *run, const struct asking *a, const struct said *s)
{
	const struct record *rec = a->list ? a->list : a->e->counts ?
	    cast_record(a->e->counts) : NULL;
	size_t n;
	const char *wanted;

	if (!rec)
		return;
	n = rows_shown(run, a->q.who, rec);
	wanted = a->list ? arena_fmt(run->mem, "{\"total\":%zu,", n) :
	    arena_fmt(run->mem, ">%zu%s<", n, a->e->unit);
	if ((n || a->list) && !strstr(s->body, wanted))
		run_fault(run, a, s, arena_fmt(run->mem, "counts not: %s", wanted));
}

/* What a path opens is there. */
static void
check_presence(struct run *run, const struct asking *a, const struct said *s,
    const struct sight_of *sight)
{
	bool first = !a->ask || strcmp(a->ask, "?") == 0;

	if (s->status != 200 && s->status != 422)
		return;
	if (a->child != NO_ONE && !a->by_care)
		check_shown(run, a, s, sight, a->child);
	if (a->row && is_api(a->path) && !asking_changes(a) && !strstr(s->body, a->row->id))
		run_fault(run, a, s, "not what was asked for");
	if (a->child != NO_ONE || !first)
		return;
	for (size_t i = 0; i < NO_CHILD; i++)
		check_shown(run, a, s, sight, i);
	check_count(run, a, s);
}

/* Whether it must look as if there were no such child. */
/* Narrowed down by a care they may not read, a list has nobody; else all. */
static void
check_narrowed(struct run *run, const struct asking *a, const struct said *s,
    const struct sight_of *sight)
{
	int number = cast_mark(run->c, "child", 5, "number", 6);
	unsigned may;

	if (!a->by_care || a->child == NO_ONE)
		return;
	may = cast_sees(a->q.who, a->child);
	if (sight->seen[a->child][number] != ((may & CLASS_CARE) != 0))
		run_fault(run, a, s, arena_fmt(run->mem, "by the care of \"%s\"",
		    stories[a->child].name));
}

bool
asking_hides(const struct asking *a)
{
	if (a->child == NO_ONE || a->by_care)
		return false;
	if (!a->about)
		return !(cast_sees(a->q.who, a->child) & 1);
	return (a->e->blind || (!a->through && !a->known)) &&
	    !(a->status == 403 && cast_lacks(a->q.who, a->child));
}

static void
replace(struct buffer *b, const char *in, const char *what, const char *by)
{
	const char *at = strstr(in, what);

	for (; at; in = at + strlen(what), at = strstr(in, what)) {
		buffer_bytes(b, in, (size_t)(at - in));
		buffer_add(b, by);
	}
	buffer_add(b, in);
}

const char *
text_with(struct arena *mem, const char *in, const char *what, const char *by)
{
	struct buffer b = buffer_new(mem);

	replace(&b, in, what, by);
	return b.s;
}

const char *
asking_word(const struct cast *c, struct arena *mem, const char *pattern,
    const char *word, struct question *q)
{
	const char *key = c->seats[q->who].feed;

	q->bare = strstr(word, "%t") != NULL;
	word = text_with(mem, word, "%g", c->gone);
	word = text_with(mem, word, "%o", c->drill);
	word = text_with(mem, word, "%t", key ? key : "none");
	return text_with(mem, pattern, "*", word);
}

const char *
asking_fill(struct run *run, const char *text, size_t child)
{
	const struct cast *c = run->c;
	bool some = child < NO_CHILD;
	const char letter[] = { some ? (char)('a' + child) : '~', '\0' };

	if (!strchr(text, '%'))
		return text;
	text = text_with(run->mem, text, "%l", letter);
	text = text_with(run->mem, text, "%c", some ? c->care[child] : "zz");
	return text_with(run->mem, text, "%i",
	    some ? c->children[child] : NOBODYS_ID);
}

static const char *
form_of(struct run *run, const struct asking *a)
{
	const char *form = a->through && a->e->bad ? a->e->bad :
	    a->e->form ? a->e->form : is_api(a->path) ? "{}" : "a=1";

	return asking_changes(a) ? asking_fill(run, form, a->child) : NULL;
}

/* A name or number asked for, which is said back. */
static const char *
typed_in(struct run *run, const char *text)
{
	const char *from = strstr(text, "zq.");

	return from ? arena_bytes(run->mem, from, strcspn(from, "&\"")) : NULL;
}

void
asking_answer(struct run *run, struct asking *a, struct said *s)
{
	struct sight_of *sight = arena_take(run->mem, sizeof(*sight));

	a->q.target = arena_fmt(run->mem, "%s%s", a->path,
	    a->ask && strcmp(a->ask, "?") ? a->ask : "");
	a->q.by_token = is_api(a->path) && a->q.who != ANONYMOUS &&
	    (a->q.who + a->child) % 2;
	a->status = asking_status(a);
	a->q.form = form_of(run, a);
	a->q.typed = typed_in(run, a->q.form ? a->q.form : a->q.target);
	ask_as(run->c, run->mem, &a->q, s);
	run->asked++;
	run->faults += judge(run->c, run->mem, &a->q, s, sight);
	if (a->status != ANY && s->status != a->status)
		run_fault(run, a, s, arena_fmt(run->mem, "not %d", a->status));
	else if (a->through)
		check_presence(run, a, s, sight);
	check_narrowed(run, a, s, sight);
}
