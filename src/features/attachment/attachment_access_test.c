#include "features/attachment/attachment_test.h"
#include "tests/kit_rows.h"

/* Who sees a file, and who does not learn that there is one. */

static const char nobodys[] =
    "/attachments/01930000-0000-7000-8000-000000000000";

/* Each address of a file answers this person as if there were none. */
static void
is_nothing(struct town *t, const char *where)
{
	static const char *const below[] = { "", "/file", "/image", "/edit" };
	const char *body;

	for (size_t i = 0; i < COUNT(below); i++) {
		get(t, arena_fmt(t->mem, "%s%s", nobodys, below[i]));
		EXPECT_STATUS(t, 404);
		body = t->body;
		get(t, arena_fmt(t->mem, "%s%s", where, below[i]));
		EXPECT_STATUS(t, 404);
		EXPECT(strcmp(t->body, body) == 0);
	}
	post(t, arena_fmt(t->mem, "%s/removal", where), "removed_why", "x",
	    NULL);
	EXPECT_STATUS(t, 404);
}

static int64_t
views_of(struct town *t, const char *where, const char *login)
{
	struct query q = { "test.views", "SELECT count(*) FROM audit WHERE"
	    " verb = 'view' AND what = $1 AND login = $2" };
	int64_t n = -1;

	EXPECT(db_number(t->db, t->mem, &q, ARGS(v_text(where),
	    v_text(login)), &n) == OK);
	return n;
}

TEST(attachment_is_seen_with_all_its_classes_and_not_with_some)
{
	const char *child = child_of_town(t, "見本 さくら"), *list;
	const char *home = town_agency(t, "見本園", "hospital");
	struct buffer pdf = letter_of_town(t);
	const char *seen = letter_add(t, child);
	const char *more = file_add(t, child, pdf.s, pdf.len, "care",
	    "clinical");

	town_somebody(t, "goro", "助言 五郎", "advisor", home);
	team_of_town(t, child, "goro");
	consent_of_town(t, child, home, "identity", "care");
	list = arena_fmt(t->mem, "/children/%s/attachments", child);
	get(t, list);
	EXPECT_SEES(t, seen);
	EXPECT_SEES(t, more);
	sign_in(t, "goro");
	get(t, list);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, seen);
	EXPECT_NOT_SEES(t, more);
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, seen);
	EXPECT_NOT_SEES(t, more);
	get(t, arena_fmt(t->mem, "%s/file", seen));
	EXPECT_STATUS(t, 200);
	is_nothing(t, more);
}

TEST(attachment_of_a_child_one_does_not_know_is_not_there)
{
	const char *where = letter_add(t, child_of_town(t, "見本 さくら"));

	town_somebody(t, "goro", "助言 五郎", "advisor",
	    town_agency(t, "見本園", "hospital"));
	sign_in(t, "goro");
	is_nothing(t, where);
	EXPECT(views_of(t, where, "goro") == 0);
}

TEST(attachment_of_a_child_whose_family_did_not_agree_says_so)
{
	const char *child = child_of_town(t, "見本 さくら");
	const char *where = letter_add(t, child);

	town_somebody(t, "goro", "助言 五郎", "advisor",
	    town_agency(t, "見本園", "hospital"));
	team_of_town(t, child, "goro");
	sign_in(t, "goro");
	get(t, arena_fmt(t->mem, "%s/file", where));
	EXPECT_STATUS(t, 403);
	EXPECT_NOT_SEES(t, LETTER_WORD);
	EXPECT(views_of(t, arena_fmt(t->mem, "%s/file", where), "goro") == 0);
}

TEST(attachment_of_another_child_is_not_had_by_way_of_ones_own)
{
	const char *own = child_of_town(t, "見本 さくら");
	const char *other = child_of_town(t, "例示 みなと");
	const char *home = town_agency(t, "見本園", "hospital");
	const char *where = letter_add(t, other);
	struct buffer pdf = letter_of_town(t);

	town_somebody(t, "goro", "助言 五郎", "advisor", home);
	team_of_town(t, own, "goro");
	consent_of_town(t, own, home, "identity", "care");
	sign_in(t, "goro");
	is_nothing(t, where);
	get(t, arena_fmt(t->mem, "/attachments/new?child=%s", other));
	EXPECT_STATUS(t, 404);
	EXPECT(!*file_add(t, other, pdf.s, pdf.len, "identity", NULL));
	EXPECT_STATUS(t, 404);
	EXPECT(!*file_add(t, own, pdf.s, pdf.len, "identity", "clinical"));
	EXPECT_STATUS(t, 422);
	EXPECT(*file_add(t, own, pdf.s, pdf.len, "identity", "care"));
}

TEST(attachment_of_a_consent_is_for_the_centre_and_its_recipient)
{
	const char *child = child_of_town(t, "見本 さくら"), *paper, *consent;
	const char *ours = town_agency(t, "見本園", "hospital");
	const char *theirs = town_agency(t, "例示病院", "hospital");
	struct buffer pdf = letter_of_town(t);

	town_somebody(t, "goro", "助言 五郎", "advisor", ours);
	town_somebody(t, "rokuro", "助言 五郎", "advisor", theirs);
	team_of_town(t, child, "goro");
	team_of_town(t, child, "rokuro");
	consent = consent_of_town(t, child, ours, "identity", "contact");
	consent_of_town(t, child, theirs, "identity", "contact");
	upload(t, "/attachments", "file", "a.pdf", pdf.s, pdf.len, "child",
	    child, "of_record", "consent", "of_id", consent + 10, "title",
	    "同意の用紙", "classes", "identity", NULL);
	EXPECT_STATUS(t, 303);
	paper = arena_bytes(t->mem, t->location, strlen(nobodys));
	get(t, consent);
	EXPECT_SEES(t, "紙の写し");
	EXPECT_SEES(t, paper);
	EXPECT(town_number(t, "SELECT count(*) FROM attachment WHERE classes ="
	    " 'identity,contact'") == 1);
	sign_in(t, "goro");
	get(t, consent);
	EXPECT_SEES(t, paper);
	get(t, arena_fmt(t->mem, "/attachments/new?child=%s&of_record=consent"
	    "&of_id=%s", child, consent + 10));
	EXPECT_STATUS(t, 404);
	sign_in(t, "rokuro");
	is_nothing(t, paper);
	get(t, arena_fmt(t->mem, "/children/%s/attachments", child));
	EXPECT_STATUS(t, 200);
	EXPECT_NOT_SEES(t, paper);
}

TEST(attachment_of_one_child_is_not_hung_on_another_ones_consent)
{
	const char *own = child_of_town(t, "見本 さくら");
	const char *other = child_of_town(t, "例示 みなと"), *consent;
	struct buffer pdf = letter_of_town(t);

	consent = consent_of_town(t, other, town_agency(t, "見本園", "hospital"),
	    "identity", "contact");
	upload(t, "/attachments", "file", "a.pdf", pdf.s, pdf.len, "child",
	    own, "of_record", "consent", "of_id", consent + 10, "title",
	    "同意の用紙", "classes", "identity", NULL);
	EXPECT_STATUS(t, 404);
	upload(t, "/attachments", "file", "a.pdf", pdf.s, pdf.len, "child",
	    own, "of_record", "person", "of_id", consent + 10, "title", "x",
	    "classes", "identity", NULL);
	EXPECT_STATUS(t, 404);
	EXPECT(town_number(t, "SELECT count(*) FROM attachment") == 0);
}

TEST(attachment_is_taken_out_by_the_centre_and_by_who_added_it)
{
	const char *child = child_of_town(t, "見本 さくら");
	const char *home = town_agency(t, "見本園", "hospital");
	const char *where = letter_add(t, child), *own;

	town_somebody(t, "goro", "助言 五郎", "advisor", home);
	team_of_town(t, child, "goro");
	consent_of_town(t, child, home, "identity", "care");
	sign_in(t, "goro");
	own = letter_add(t, child);
	post(t, arena_fmt(t->mem, "%s/removal", where), "removed_why", "x",
	    NULL);
	EXPECT_STATUS(t, 403);
	post(t, arena_fmt(t->mem, "%s/removal", own), "removed_why", "x", NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "hana_nurse");
	post(t, arena_fmt(t->mem, "%s/removal", where), "removed_why", "x",
	    NULL);
	EXPECT_STATUS(t, 303);
}

TEST(attachment_saved_is_in_the_log_with_path_classes_and_consent)
{
	const char *child = child_of_town(t, "見本 さくら"), *file;
	const char *home = town_agency(t, "見本園", "hospital"), *consent;
	struct query q = { "test.path", "SELECT count(*) FROM audit WHERE"
	    " what = $1 AND login = 'goro' AND path LIKE '%team%' AND"
	    " classes = 'identity,care' AND children = $2 AND consent = $3" };
	int64_t n = 0;

	file = arena_fmt(t->mem, "%s/file", letter_add(t, child));
	town_somebody(t, "goro", "助言 五郎", "advisor", home);
	team_of_town(t, child, "goro");
	consent = consent_of_town(t, child, home, "identity", "care");
	sign_in(t, "goro");
	for (int i = 0; i < 2; i++) {
		get(t, file);
		EXPECT_STATUS(t, 200);
	}
	EXPECT(db_number(t->db, t->mem, &q, ARGS(v_text(file), v_text(child),
	    v_text(consent + 10)), &n) == OK);
	EXPECT(n == 2);
}

TEST(attachment_is_closed_when_the_consent_is_taken_back)
{
	const char *child = child_of_town(t, "見本 さくら"), *consent, *where;
	const char *home = town_agency(t, "見本園", "hospital");

	where = letter_add(t, child);
	town_somebody(t, "goro", "助言 五郎", "advisor", home);
	team_of_town(t, child, "goro");
	consent = consent_of_town(t, child, home, "identity", "care");
	post(t, arena_fmt(t->mem, "%s/withdrawal", consent), "withdrawn_by",
	    "見本 明子", NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "goro");
	get(t, arena_fmt(t->mem, "%s/file", where));
	EXPECT_STATUS(t, 403);
	get(t, arena_fmt(t->mem, "%s/image", where));
	EXPECT_STATUS(t, 403);
}
