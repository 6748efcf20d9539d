#include "features/attachment/attachment_test.h"

#include "app/deed.h"
#include "features/account/account.h"
#include "features/attachment/attachment_paper.h"

/* The id behind the last slash of a redirect, without its query. */
static const char *
place(struct town *t, const char *path)
{
	size_t n = strlen(path) + 36;

	if (strncmp(t->location, path, strlen(path)) != 0 ||
	    strlen(t->location) < n)
		return "";
	return arena_bytes(t->mem, t->location, n);
}

const char *
child_of_town(struct town *t, const char *name)
{
	post(t, "/children", "name", name, "born_on", "R5.4.12",
	    "municipality", "02201", "another", "1", NULL);
	EXPECT_STATUS(t, 303);
	return place(t, "/children/") + strlen("/children/");
}

struct buffer
letter_of_town(struct town *t)
{
	return attachment_paper_pdf(t->mem);
}

const char *
file_add(struct town *t, const char *child, const char *bytes, size_t n,
    const char *first, const char *second)
{
	upload(t, "/attachments", "file", "../../etc/letter.html", bytes, n,
	    "child", child, "of_record", "child", "of_id", child, "title",
	    "見本の手紙", "classes", first, second ? "classes" : NULL, second,
	    NULL);
	return place(t, "/attachments/");
}

const char *
letter_add(struct town *t, const char *child)
{
	struct buffer pdf = letter_of_town(t);
	const char *where = file_add(t, child, pdf.s, pdf.len, "identity",
	    "care");

	EXPECT(*where);
	return where;
}

void
team_of_town(struct town *t, const char *child, const char *login)
{
	struct account a;

	EXPECT(account_of_login(town_request(t), login, &a) == OK);
	post(t, "/team-members", "child", child, "person", a.id, "part",
	    "助言", "from_on", "R8.3.1", "to_on", "", NULL);
	EXPECT_STATUS(t, 303);
}

const char *
consent_of_town(struct town *t, const char *child, const char *agency,
    const char *first, const char *second)
{
	static const struct query q = { "test.consent",
	    "SELECT id FROM consent WHERE child = $1 AND recipient = $2" };
	struct rows rows = { 0 };

	post(t, "/consents", "child", child, "recipient", agency, "recipient",
	    "", "purpose", "support", "classes", first, "classes", second,
	    "given_by", "見本 明子", "given_as", "mother", "given_on",
	    "R8.4.1", "text_version", "r8", "explained_by", "看護師 花",
	    "from_on", "R8.4.1", "to_on", "", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(db_rows(t->db, t->mem, &q, ARGS(v_text(child), v_text(agency)),
	    &rows) == OK);
	EXPECT(rows.nrows == 1);
	return arena_fmt(t->mem, "/consents/%s", rows.cells[0]);
}
