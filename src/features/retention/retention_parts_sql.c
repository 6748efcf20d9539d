#include <string.h>

#include "app/site.h"
#include "features/retention/retention_sql.h"

/* Which rows go with what is erased: of every feature, present and to come,
 * those of each record that is about the child. */
struct parts {
	struct request *r;
	struct part *at;
	size_t n, room;
	const char *set;		/* "($1, $2)" */
	const struct value *args;
	size_t nargs;
};

/* What hangs on any record and is none. */
static const struct {
	const char *table, *label;
} beside[] = {
	{ "revision", "前の版" }, { "mail", "届けた知らせ" },
	{ "guest_link", "渡したリンク" },
	{ "attachment_body", "添付ファイルの中身" },
	{ "intake_contact", "相談の流れのつながり" },
	{ "concern_talk", "会議に出した課題" },
	{ "survey_text_read", "調査の文を読んだ控え" },
	{ "training_told", "研修の案内をした控え" },
};

/* Rows about a child that are no record, in the order in which they can go.
 * %s: the set of children. */
static const struct {
	const char *table, *label, *where;
} of_child[] = {
	{ "child_merge_row", "記録をまとめた控え", "merge IN (SELECT id FROM"
	    " child_merge WHERE kept IN %s OR gone IN %s)" },
	{ "child_merge", "記録をまとめた控え", "kept IN %s OR gone IN %s" },
	{ "revision", "前の版", "record = 'casebook' AND record_id IN"
	    " (SELECT casebook FROM casebook_source WHERE child IN %s)" },
	{ "casebook", "承認していない事例", "state <> 'approved' AND id IN"
	    " (SELECT casebook FROM casebook_source WHERE child IN %s)" },
	{ "casebook_source", "事例のもとになった記録の控え", "child IN %s" },
	{ "power", "停電のときの一覧の控え", "child IN %s" },
	{ "handover_item", "引継ぎの控え", "child IN %s" },
	{ "pathway_move", "日程を動かした控え",
	    "flow IN (SELECT id FROM pathway_flow WHERE child IN %s)" },
	{ "pathway_flow", "日程を動かした控え", "child IN %s" },
	{ "pathway_step", "段階ごとにすること", "child IN %s" },
	{ "pathway_stage", "段階", "child IN %s" },
	{ "pathway", "段階の元になる日", "child IN %s" },
};

#define OF_SERIES \
    "council_meeting IN (SELECT id FROM council_meeting WHERE meeting IN %s)"

/* What goes before the rows of a record that it points to. %s: their ids. Of
 * meetings of a series and their concerns there is none: they are about nobody. */
static const struct {
	const char *record, *table, *where;
} hang[] = {
	{ "intake", "intake_contact", "intake IN %s" },
	{ "contact", "intake_contact", "contact IN %s" },
	{ "meeting_participant", "council_seat", "participant IN %s" },
	{ "meeting", "council_seat", OF_SERIES },
	{ "meeting", "council_review", OF_SERIES },
	{ "meeting", "council_item", OF_SERIES },
	{ "meeting", "council_meeting", "meeting IN %s" },
	{ "meeting", "concern_talk", "meeting IN %s" },
	{ "task", "council_review", "task IN %s" },
	{ "survey_answer", "survey_text_read", "answer IN %s" },
	{ "attachment", "attachment_body", "attachment IN %s" },
	{ "exchange_party", "revision", "record = 'exchange_guest' AND"
	    " record_id IN (SELECT id FROM exchange_guest WHERE party IN %s)" },
	{ "exchange_party", "exchange_guest", "party IN %s" },
	{ "training_applicant", "training_told", "applicant IN %s" },
	{ "training_applicant", "training_sign_in", "applicant IN %s OR session"
	    " IN (SELECT session FROM training_applicant WHERE id IN %s)" },
};

static const struct record *
record_named(const struct site *site, const char *name)
{
	for (size_t i = 0; i < site->nfeatures; i++) {
		const struct feature *f = site->features[i];

		for (size_t k = 0; k < f->nrecords; k++) {
			if (strcmp(f->records[k]->name, name) == 0)
				return f->records[k];
		}
	}
	return NULL;
}

const char *
retention_label(struct request *r, const char *record)
{
	const struct record *rec = record_named(r->site, record);

	for (size_t i = 0; i < COUNT(beside); i++) {
		if (strcmp(beside[i].table, record) == 0)
			return beside[i].label;
	}
	for (size_t i = 0; !rec && i < COUNT(of_child); i++) {
		if (strcmp(of_child[i].table, record) == 0)
			return of_child[i].label;
	}
	return rec ? rec->label : record;
}

static void
add(struct parts *p, const char *record, const char *from)
{
	struct part *at;

	if (p->n == p->room) {
		p->room = p->room ? 2 * p->room : 32;
		at = arena_array(p->r->mem, p->room, sizeof(*at));
		if (p->n)
			memcpy(at, p->at, p->n * sizeof(*at));
		p->at = at;
	}
	p->at[p->n++] = (struct part){ record, retention_label(p->r, record),
	    from, p->args, p->nargs };
}

static void
take_items(struct parts *p, const struct due_item *items, size_t n)
{
	struct value *args = arena_array(p->r->mem, n + 1, sizeof(*args));
	struct buffer set = buffer_new(p->r->mem);

	for (size_t i = 0; i < n; i++) {
		args[i] = v_text(items[i].id);
		buffer_fmt(&set, "%s$%zu", i ? ", " : "(", i + 1);
	}
	buffer_add(&set, ")");
	p->set = set.s;
	p->args = args;
	p->nargs = n;
}

/* "table WHERE where", with the set in place of each %s. */
static const char *
filled(struct arena *mem, const char *table, const char *where,
    const char *set)
{
	struct buffer from = buffer_new(mem);
	const char *at;

	buffer_fmt(&from, "%s WHERE ", table);
	for (; (at = strstr(where, "%s")); where = at + 2) {
		buffer_bytes(&from, where, (size_t)(at - where));
		buffer_add(&from, set);
	}
	buffer_add(&from, where);
	return from.s;
}

/* The rows of one record whose `column` is in the set, after what hangs on
 * them. */
static void
add_record(struct parts *p, const struct record *rec, const char *column)
{
	struct arena *mem = p->r->mem;
	const char *these = arena_fmt(mem, "%s WHERE %s IN %s", rec->name,
	    column, p->set);
	const char *ids = arena_fmt(mem, "(SELECT id FROM %s)", these);

	for (size_t i = 0; i < COUNT(hang); i++) {
		if (strcmp(hang[i].record, rec->name) == 0)
			add(p, hang[i].table, filled(mem, hang[i].table,
			    hang[i].where, ids));
	}
	add(p, "revision", arena_fmt(mem, "revision WHERE record ="
	    " '%s' AND record_id IN %s", rec->name, ids));
	add(p, "mail", arena_fmt(mem, "mail WHERE record = '%s'"
	    " AND record_id IN %s", rec->name, ids));
	add(p, "guest_link", arena_fmt(mem, "guest_link WHERE"
	    " record_id IN %s", ids));
	add(p, rec->name, these);
}

/* After the records that they may hang on, before the child herself. */
static void
add_others(struct parts *p)
{
	for (size_t i = 0; i < COUNT(of_child); i++)
		add(p, of_child[i].table, filled(p->r->mem, of_child[i].table,
		    of_child[i].where, p->set));
}

/* Features link to those above them alone: from the last to the first. */
static void
add_children(struct parts *p)
{
	const struct site *site = p->r->site;

	for (size_t i = site->nfeatures; i-- > 0; ) {
		const struct feature *f = site->features[i];

		for (size_t k = f->nrecords; k-- > 0; ) {
			const struct record *rec = f->records[k];

			if (!rec->child)
				continue;
			if (strcmp(rec->child, "id") == 0)
				add_others(p);
			add_record(p, rec, rec->child);
		}
	}
}

/* Items come by record. The day after the last one due is the last argument. */
static void
add_revisions(struct parts *p, const struct retention_rule *rule,
    const struct retention_due *due)
{
	struct arena *mem = p->r->mem;

	for (size_t i = 0, n; i < due->n; i += n) {
		struct value *args;

		for (n = 1; i + n < due->n && strcmp(due->items[i].record,
		    due->items[i + n].record) == 0; )
			n++;
		take_items(p, due->items + i, n);
		args = arena_array(mem, n + 2, sizeof(*args));
		memcpy(args, p->args, n * sizeof(*args));
		args[n] = v_text(due->items[i].record);
		args[n + 1] = v_text(arena_fmt(mem, "%sT15:00:00Z",
		    rule->until));
		p->args = args;
		p->nargs = n + 2;
		add(p, due->items[i].record, arena_fmt(mem, "revision WHERE"
		    " record_id IN %s AND record = $%zu AND at < $%zu", p->set,
		    n + 1, n + 2));
	}
}

struct part *
retention_sql_parts(struct request *r, const struct retention_rule *rule,
    const struct retention_due *due, size_t *n)
{
	struct parts p = { .r = r };
	const char *class = rule->of->name;

	if (due->n && strcmp(class, "revision") == 0) {
		add_revisions(&p, rule, due);
	} else if (due->n) {
		take_items(&p, due->items, due->n);
		if (strcmp(class, "child") == 0) {
			/* With those whose record hers took the place of. */
			p.set = arena_fmt(r->mem, "(SELECT id FROM child WHERE"
			    " id IN %s OR merged_into IN %s)", p.set, p.set);
			add_children(&p);
		} else {
			add_record(&p, record_named(r->site, class), "id");
		}
	}
	*n = p.n;
	return p.at;
}

enum result
retention_sql_count(struct request *r, const struct part *p, int64_t *n)
{
	struct query q = { "retention.count", arena_fmt(r->mem,
	    "SELECT count(*) FROM %s", p->from) };

	return db_number(r->db, r->mem, &q, p->args, p->nargs, n);
}

enum result
retention_sql_delete(struct request *r, const struct part *p)
{
	struct query q = { "retention.delete", arena_fmt(r->mem,
	    "DELETE FROM %s", p->from) };

	return db_exec(r->db, &q, p->args, p->nargs);
}
