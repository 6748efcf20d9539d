#include "app/deed.h"
#include "app/site.h"
#include "features/inbox/inbox.h"
#include "tests/kit_letters.h"
#include "tests/kit_rows.h"

static const char letter[] = "{\"name\":\"架空 さくら\",\"phone\":"
    "\"017-000-1111\",\"mail\":\"\",\"about\":\"child\",\"body\":"
    "\"園をさがしています。" CANARY "\"}";

static const char *
only(struct town *t, const char *column)
{
	return town_text(t, arena_fmt(t->mem, "SELECT %s FROM message",
	    column));
}

/* How far it got; each letter comes in once all the same. */
static void
forget(struct town *t)
{
	town_change(t, "DELETE FROM inbox_read");
}

/* The value of a hidden field of the last page, or "". */
static const char *
hidden(struct town *t, const char *name)
{
	const char *mark = arena_fmt(t->mem, "name=\"%s\" value=\"", name);
	const char *at = strstr(t->body, mark);

	at = at ? at + strlen(mark) : "";
	return arena_bytes(t->mem, at, strcspn(at, "\""));
}

TEST(inbox_takes_in_each_letter_once)
{
	struct letters l = letters_open(t);
	const char *before, *after;
	size_t n, k;

	letters_put(&l, &inbox_contact, letter);
	before = file_bytes(t->mem, l.path, &n);
	get(t, "/inbox");
	EXPECT_SEES(t, "<strong>1</strong>通");
	get(t, "/");
	EXPECT_SEES(t, "公開サイトに届いた相談を取り込む");
	post(t, "/inbox/arrivals", NULL);
	EXPECT_STATUS(t, 303);
	post(t, "/inbox/arrivals", NULL);
	EXPECT(town_number(t, "SELECT count(*) FROM message") == 1);
	EXPECT(strcmp(only(t, "about"), "child") == 0);
	EXPECT(*only(t, "body") == '*' && *only(t, "name") == '*');
	/* The reader leaves the file as it is. */
	after = file_bytes(t->mem, l.path, &k);
	EXPECT(n == k && memcmp(before, after, n) == 0);
	forget(t);
	post(t, "/inbox/arrivals", NULL);
	EXPECT(town_number(t, "SELECT count(*) FROM message") == 1);
	get(t, "/inbox");
	EXPECT_SEES(t, "架空 さくら");
	get(t, arena_fmt(t->mem, "/inbox/%s", only(t, "id")));
	EXPECT_SEES(t, "園をさがしています");
	letters_close(&l);
}

TEST(inbox_message_is_taken_and_answered_once)
{
	struct letters l = letters_open(t);
	const char *path;

	letters_put(&l, &inbox_contact, letter);
	post(t, "/inbox/arrivals", NULL);
	path = arena_fmt(t->mem, "/inbox/%s", only(t, "id"));
	post(t, arena_fmt(t->mem, "%s/keeper", path), NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(*only(t, "keeper"));
	post(t, arena_fmt(t->mem, "%s/completion", path), "version", "2",
	    "result", "", NULL);
	EXPECT_STATUS(t, 422);
	post(t, arena_fmt(t->mem, "%s/completion", path), "version", "1",
	    "result", "電話した", NULL);
	EXPECT_STATUS(t, 409);
	post(t, arena_fmt(t->mem, "%s/completion", path), "version", "2",
	    "result", "電話した", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(only(t, "done_on"), "2026-04-01") == 0);
	post(t, arena_fmt(t->mem, "%s/completion", path), "version", "3",
	    "result", "もう一度", NULL);
	EXPECT_STATUS(t, 409);
	get(t, "/inbox?state=done");
	EXPECT_SEES(t, path);
	letters_close(&l);
}

TEST(inbox_message_becomes_a_task_or_a_record)
{
	struct letters l = letters_open(t);
	const char *path;

	letters_put(&l, &inbox_contact, letter);
	post(t, "/inbox/arrivals", NULL);
	path = arena_fmt(t->mem, "/inbox/%s", only(t, "id"));
	post(t, arena_fmt(t->mem, "%s/task", path), NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM task WHERE from_record ="
	    " 'message' AND owner IS NOT NULL") == 1);
	EXPECT(*only(t, "keeper"));
	post(t, arena_fmt(t->mem, "%s/contact", path), NULL);
	EXPECT_STATUS(t, 303);
	get(t, t->location);
	EXPECT_SEES(t, "園をさがしています");
	EXPECT_SEES(t, "017-000-1111");
	/* What is being typed is not written over. */
	post(t, arena_fmt(t->mem, "%s/contact", path), NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "書きかけの記録があります");
	letters_close(&l);
}

TEST(inbox_trusts_nothing_of_what_was_written)
{
	struct letters l = letters_open(t);
	char *longer = arena_take(t->mem, 5000);

	memset(longer, 'x', 4999);
	letters_put(&l, &inbox_contact, "not json at all");
	letters_put(&l, &inbox_contact, arena_fmt(t->mem, "{\"name\":\"%s\",\"about\":"
	    "\"nonsense\",\"body\":\"b\",\"keeper\":\"k\",\"id\":\"1\"}",
	    longer));
	letters_put(&l, &inbox_contact, "{\"body\":{\"a\":[1]}}");
	EXPECT(inbox_put(l.in, t->mem, "000000000000000000000000000000000000000"
	    "0000000000000000000000009", &inbox_contact, "x",
	    "2026-04-01T01:00:00Z") == OK);
	post(t, "/inbox/arrivals", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM message WHERE about ="
	    " 'other' AND keeper IS NULL") == 4);
	EXPECT(town_number(t, "SELECT count(*) FROM message WHERE body IS NULL")
	    >= 1);
	get(t, "/inbox");
	EXPECT_STATUS(t, 200);
	letters_close(&l);
}

/* A kind of the test's own, taken by a feature of its own. */
static const struct inbox_kind parcel = { "parcel", 9, 9 };

static enum result
take_parcel(struct request *r, const struct letter *l)
{
	const char *what = letter_line(r, l, "what", 20);

	if (!what)
		return INVALID;
	if (strcmp(what, "bomb") == 0) {
		db_fail(r->db, BROKEN);
		return BROKEN;
	}
	(void)deed_next(r, "parcels");
	return OK;
}

static const struct letter_kind parcels[] = { { &parcel, take_parcel } };
static const struct feature parcel_feature = { .name = "parcel",
	FEATURE_LETTERS(parcels) };

TEST(inbox_hands_each_kind_to_its_feature_once)
{
	const struct feature *all[100];
	const struct inbox_kind unknown = { "unknown", 9, 9 };
	struct letters l = letters_open(t);

	for (size_t i = 0; i < nall_features; i++)
		all[i] = all_features[i];
	all[nall_features] = &parcel_feature;
	t->site->features = all;
	t->site->nfeatures = nall_features + 1;
	letters_put(&l, &parcel, "{\"what\":\"book\"}");
	letters_put(&l, &inbox_contact, letter);
	letters_put(&l, &parcel, "{\"what\":\"lamp\"}");
	letters_put(&l, &parcel, "no parcel at all");
	letters_put(&l, &parcel, "{\"what\":\"bomb\"}");
	letters_put(&l, &unknown, "{\"x\":\"y\"}");
	(void)inbox_round(t->desk, t->mem, NULL);
	forget(t);
	(void)inbox_round(t->desk, t->mem, NULL);
	EXPECT(town_number(t, "SELECT value FROM change_counter WHERE name ="
	    " 'parcels'") == 2);
	EXPECT(town_number(t, "SELECT count(*) FROM letter_taken") == 3);
	/* Nothing of what nobody could take is lost: it is read by people. */
	EXPECT(town_number(t, "SELECT count(*) FROM message WHERE body IS NOT"
	    " NULL") == 4);
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE login = 'inbox'"
	    " AND verb = 'import'") == 12);
	t->site->features = all_features;
	t->site->nfeatures = nall_features;
	letters_close(&l);
}

/* No audit row every few seconds, and none for a file that is not there yet. */
TEST(inbox_round_without_anything_new_leaves_nothing)
{
	struct letters l = letters_open(t);

	(void)inbox_round(t->desk, t->mem, NULL);
	t->site->inbox = "/nowhere/inbox.db";
	(void)inbox_round(t->desk, t->mem, NULL);
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE login = 'inbox'")
	    == 0);
	letters_close(&l);
}

TEST(inbox_that_is_not_there_says_so)
{
	t->site->inbox = "/nowhere/inbox.db";
	get(t, "/inbox");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "<strong>0</strong>通");
	post(t, "/inbox/arrivals", NULL);
	EXPECT_STATUS(t, 500);
}

/* A year after it was answered, what was written goes for good. */
TEST(inbox_message_is_erased_by_its_rule)
{
	struct letters l = letters_open(t);
	const char *path;

	letters_put(&l, &inbox_contact, letter);
	post(t, "/inbox/arrivals", NULL);
	path = arena_fmt(t->mem, "/inbox/%s", only(t, "id"));
	post(t, arena_fmt(t->mem, "%s/completion", path), "version", "1",
	    "result", "電話した", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM revision WHERE record ="
	    " 'message'") > 0);
	sign_in(t, "admin");
	for (int early = 1; early >= 0; early--) {
		set_today(t, early ? "2027-03-31" : "2027-04-02");
		get(t, "/retention/message/erasure");
		post(t, "/retention/message/erasure", "version", hidden(t,
		    "version"), "digest", hidden(t, "digest"), "typed", "1",
		    NULL);
		EXPECT(town_number(t, "SELECT count(*) FROM message") == early);
	}
	EXPECT(town_number(t, "SELECT count(*) FROM revision WHERE record ="
	    " 'message'") == 0);
	letters_close(&l);
}
