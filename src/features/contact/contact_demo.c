#include "base/date.h"
#include "features/child/child.h"
#include "features/contact/contact_demo.h"
#include "features/contact/contact_page.h"
#include "features/contact/contact_sql.h"

enum {
	DEMO_CHILDREN = 110,
	YEARS = 3,
	A_YEAR = 250,
	OPEN_STEPS = 16,
	TRIES = 40,
	SETTLED = 12,
	THEMES_OPEN = 7
};

/* Who there is to write about, and to write. */
struct cast {
	struct rows children, staff;
	size_t turn; /* of the staff */
};

/* A child of the theme's years on that day, NULL when chance finds none; what
 * was done for the first is told in order, not by chance. */
static const char *
somebody(struct dice *d, const struct cast *cast, const struct contact_theme *t,
    const char *day)
{
	for (int i = 0; t->below > 0 && i < TRIES; i++) {
		size_t at = 1 + dice_below(d, cast->children.nrows - 1);
		const char *born_on = rows_cell(&cast->children, at, "born_on");
		int age = born_on ? date_age(born_on, day) : -1;

		if (age >= t->from && age < t->below)
			return rows_cell(&cast->children, at, "id");
	}
	return NULL;
}

/* What a visit took, and who was there. */
static void
add_visit(struct dice *d, const struct contact_theme *t, struct contact *c)
{
	c->participants = t->participants;
	c->minutes = 30 + 15 * (int64_t)dice_below(d, 6);
	c->travel_minutes = 20 + 10 * (int64_t)dice_below(d, 18);
	c->km = c->travel_minutes * 2 / 3;
}

/* Nine in ten by going out; then comes the screen, then the telephone. */
static void
add_method(struct request *r, struct dice *d, const struct contact_theme *t,
    struct contact *c)
{
	static const struct {
		const char *method, *begins;
	} away[] = { { "online", "オンラインで打ち合わせた。" },
		{ "online", "画面をつないで話を聞いた。" },
		{ "phone", "電話で相談を受けた。" },
		{ "office", "センターに来てもらって話した。" } };
	size_t at = dice_below(d, COUNT(away));
	const char *then = dice_pick(d, t->then, COUNT(t->then));

	if (dice_below(d, 12)) {
		c->method = "visit";
		c->body = arena_fmt(r->mem, "%s%s",
		    dice_pick(d, t->what, COUNT(t->what)), then);
		add_visit(d, t, c);
	} else {
		c->method = away[at].method;
		c->body = arena_fmt(r->mem, "%s%s", away[at].begins, then);
	}
}

static struct contact
contact_of(struct request *r, struct dice *d, struct cast *cast,
    const struct contact_theme *t, const char *day)
{
	struct contact c = { .on_day = day,
		.requester = t->requester,
		.topics = t->topics,
		.partners = t->partners,
		.support = t->support,
		.child = somebody(d, cast, t, day),
		.staff = rows_cell(
		    &cast->staff, cast->turn++ % cast->staff.nrows, "id") };

	if (!c.child)
		c.caller = dice_pick(d, t->callers, COUNT(t->callers));
	add_method(r, d, t, &c);
	return c;
}

static void
make(struct request *r, struct dice *d, struct cast *cast, const char *from,
    const char *to)
{
	const struct contact_theme *t = contact_theme_pick(d);
	struct contact c =
	    contact_of(r, d, cast, t, dice_day(d, r->mem, from, to));

	if (dice_below(d, 4) == 0) {
		c.next_step = dice_pick(d, t->steps, COUNT(t->steps));
		c.next_on =
		    date_add_days(r->mem, c.on_day, 3 + (int)dice_below(d, 20));
		if (date_days_between(c.next_on, r->today) > SETTLED)
			c.next_done_on = c.next_on;
	}
	record_add(r, &contact_record, &c);
}

/* The last weeks have something open for everybody: late, today, tomorrow. */
static void
make_open_steps(struct request *r, struct dice *d, struct cast *cast)
{
	for (int i = 0; i < OPEN_STEPS; i++) {
		const struct contact_theme *t =
		    &contact_themes[i % THEMES_OPEN];
		struct contact c = contact_of(r, d, cast, t,
		    dice_day(d, r->mem, date_add_days(r->mem, r->today, -21),
			date_add_days(r->mem, r->today, -3)));

		c.next_step = t->steps[(size_t)i % COUNT(t->steps)];
		c.next_on = date_add_days(r->mem, r->today, i % 6 - 2);
		record_add(r, &contact_record, &c);
	}
}

static void
make_templates(struct request *r)
{
	static const struct contact_template all[] = {
		{ .name = "初めての訪問",
		    .body = "（会った人）\n（いまの様子）\n"
			    "（困っていること）\n（約束したこと）" },
		{ .name = "退院前カンファレンス",
		    .body =
			"（退院の見込み）\n"
			"（機器と手技の練習）\n（地域の支援者）\n（決まったこと）" },
		{ .name = "園・学校との相談",
		    .body =
			"（受け入れの状況）\n"
			"（看護師の配置）\n（工夫できること）\n（次の段取り）" },
	};

	for (size_t i = 0; i < COUNT(all); i++) {
		struct contact_template t = all[i];

		record_add(r, &contact_template_record, &t);
	}
}

enum result
contact_demo(struct request *r)
{
	struct dice d = dice_new(2);
	struct cast cast = { 0 };
	int year = date_fiscal_year(r->today);
	enum result rc = child_first(r, DEMO_CHILDREN, &cast.children);

	if (!rc)
		rc = contact_sql_demo_staff(r, &cast.staff);

	for (int y = year - YEARS + 1; !rc && y <= year; y++) {
		const char *from = date_fiscal_start(r->mem, y);
		const char *to =
		    y == year ? r->today : date_fiscal_end(r->mem, y);
		int n = A_YEAR * (date_days_between(from, to) + 1) / 365;

		for (int i = 0;
		     i < n && cast.children.nrows > 1 && cast.staff.nrows; i++)
			make(r, &d, &cast, from, to);
	}
	make_templates(r);
	if (!rc && cast.children.nrows > 1 && cast.staff.nrows) {
		make_open_steps(r, &d, &cast);
		contact_demo_first(r, &cast.children, &cast.staff);
	}
	return rc;
}
