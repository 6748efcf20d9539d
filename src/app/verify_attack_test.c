#include "app/verify_town_test.h"

#include <unistd.h>

#include "app/site.h"
#include "base/chain_key.h"

/*
 * Seventeen attacks on the log, by whoever has the database, and by whoever
 * has taken the whole machine over: each is found, and named. What nobody can
 * find is said by the last test.
 */

TEST(attack_1_a_row_is_edited)
{
	struct log_town a;

	log_town_open(&a, t);
	log_do(&a, "UPDATE audit SET login = 'taro_doctor' WHERE seq = 17");
	EXPECT(!log_is_whole(&a));
	EXPECT_SAYS(&a, "WRONG: audit row 17: not what was sealed there");
	EXPECT(!log_says(&a, "audit row 18") && !log_says(&a, "rows 17"));
	EXPECT(!log_says(&a, "taro_doctor"));
	log_town_close(&a);
}

TEST(attack_2_a_row_is_edited_and_all_after_it_sealed_again)
{
	struct log_town a;

	log_town_open(&a, t);
	log_do(&a, "UPDATE audit SET login = 'taro_doctor' WHERE seq = 17");
	log_reseal(&a, 17, true);
	EXPECT(!log_is_whole(&a));
	EXPECT_SAYS(&a, "WRONG: audit rows 17 to 199: sealed anew by somebody"
	    " without the key");
	EXPECT_SAYS(&a, "WRONG: audit row 100 is not the one that was signed");
	EXPECT(!log_says(&a, "not what was sealed there"));
	EXPECT(!log_is_whole_alone(&a));
	EXPECT_SAYS(&a, "WRONG: audit row 240 is not the one that was signed");
	log_town_close(&a);
}

TEST(attack_3_a_row_is_deleted)
{
	struct log_town a;

	log_town_open(&a, t);
	log_do(&a, "DELETE FROM audit WHERE seq = 17;"
	    "DELETE FROM audit WHERE seq BETWEEN 30 AND 32");
	EXPECT(!log_is_whole(&a));
	EXPECT_SAYS(&a, "WRONG: audit row 17 is missing\n");
	EXPECT_SAYS(&a, "WRONG: audit rows 30 to 32 are missing\n");
	EXPECT_SAYS(&a, "WRONG: audit_seen: audit row 17 is listed for child");
	log_town_close(&a);
}

TEST(attack_4_a_row_is_deleted_and_the_rest_numbered_and_sealed_again)
{
	struct log_town a;

	log_town_open(&a, t);
	log_do(&a, "DELETE FROM audit WHERE seq = 17;"
	    "DELETE FROM audit_seen WHERE seq = 17;"
	    "UPDATE audit SET seq = -seq WHERE seq > 17;"
	    "UPDATE audit SET seq = -seq - 1 WHERE seq < 0;"
	    "UPDATE audit_seen SET seq = -seq WHERE seq > 17;"
	    "UPDATE audit_seen SET seq = -seq - 1 WHERE seq < 0");
	log_reseal(&a, 17, true);
	EXPECT(!log_is_whole(&a));
	EXPECT_SAYS(&a, "WRONG: audit rows 17 to 199: sealed anew");
	EXPECT_SAYS(&a, "WRONG: audit row 120 is not the one that was signed");
	EXPECT(!log_says(&a, "missing") && !log_says(&a, "WRONG: audit_seen"));
	log_town_close(&a);
}

TEST(attack_5_two_rows_are_swapped)
{
	struct log_town a;

	log_town_open(&a, t);
	log_do(&a, "UPDATE audit SET seq = -17 WHERE seq = 17;"
	    "UPDATE audit SET seq = 17 WHERE seq = 18;"
	    "UPDATE audit SET seq = 18 WHERE seq = -17");
	EXPECT(!log_is_whole(&a));
	EXPECT_SAYS(&a, "WRONG: audit rows 17 to 19: not what was sealed there");
	log_town_close(&a);
}

TEST(attack_6_a_row_is_put_in)
{
	struct log_town a;

	log_town_open(&a, t);
	log_do(&a, "INSERT INTO audit SELECT 251, at, request, person, login,"
	    " agency, verb, record, record_id, path, classes, consent,"
	    " children, what, seal FROM audit WHERE seq = 20");
	EXPECT(!log_is_whole(&a));
	EXPECT_SAYS(&a, "WRONG: audit row 251: not what was sealed there");
	EXPECT_SAYS(&a, "WRONG: audit rows 251 to 251 were put in behind"
	    " audit_head");
	log_reseal(&a, 251, false);
	EXPECT(!log_is_whole(&a));
	EXPECT_SAYS(&a, "WRONG: audit row 251: sealed anew by somebody without");
	log_town_close(&a);
}

TEST(attack_7_nothing_is_made_an_empty_text)
{
	struct log_town a;

	log_town_open(&a, t);
	log_do(&a, "UPDATE audit SET consent = '' WHERE seq = 17");
	EXPECT(!log_is_whole(&a));
	EXPECT_SAYS(&a, "WRONG: audit row 17: not what was sealed there");
	log_town_close(&a);
}

TEST(attack_8_bytes_move_from_one_column_to_the_next)
{
	struct log_town a;

	log_town_open(&a, t);
	log_do(&a, "UPDATE audit SET verb = 'viewchi', record = 'ld'"
	    " WHERE seq = 17");
	EXPECT(!log_is_whole(&a));
	EXPECT_SAYS(&a, "WRONG: audit row 17: not what was sealed there");
	log_town_close(&a);
}

/* And everything beside the rows is made to fit. */
static void
cut_after(struct log_town *a, int64_t seq)
{
	log_do(a, arena_fmt(a->t->mem, "DELETE FROM audit WHERE seq > %lld;"
	    "DELETE FROM audit_seen WHERE seq > %lld", (long long)seq,
	    (long long)seq));
	log_do(a, "UPDATE audit_head SET seq = (SELECT max(seq) FROM audit),"
	    " seal = (SELECT seal FROM audit ORDER BY seq DESC LIMIT 1)");
}

TEST(attack_9_the_log_is_cut_before_what_was_signed)
{
	struct log_town a;

	log_town_open(&a, t);
	cut_after(&a, 150);
	EXPECT(!log_is_whole(&a));
	EXPECT_SAYS(&a, "WRONG: audit rows 151 to 240 are cut off the end: row"
	    " 240 was signed at 2026-04-01T03:00:00Z (checkpoints)");
	EXPECT_SAYS(&a, "WRONG: the log ends at row 150, but audit.link is the"
	    " key of row 200 and beyond");
	EXPECT(!log_says(&a, "audit_head") && !log_says(&a, "WRONG: audit_seen"));
	log_town_close(&a);
}

TEST(attack_10_the_log_is_wiped)
{
	struct log_town a;

	log_town_open(&a, t);
	log_do(&a, "DELETE FROM audit; DELETE FROM audit_seen;"
	    "UPDATE audit_head SET seq = 0, seal = ''");
	EXPECT(!log_is_whole(&a));
	EXPECT_SAYS(&a, "WRONG: audit rows 1 to 240 are cut off the end");
	log_town_close(&a);
}

/* The program goes on with the older one, and says so; see sealer_test.c. */
TEST(attack_11_an_older_database_is_put_back_and_written_on)
{
	struct log_town a;

	log_town_open(&a, t);
	cut_after(&a, 215);
	while (town_number(t, "SELECT max(seq) FROM audit") < 260)
		log_write(&a, "child-d");
	EXPECT(!log_is_whole(&a));
	EXPECT_SAYS(&a, "WRONG: audit row 240 is not the one that was signed");
	EXPECT(!log_says(&a, "sealed anew") && !log_says(&a, "cut off"));
	log_town_close(&a);
}

/* Line `n`, from 0, of a file of lines; where it begins, or the end. */
static char *
line_of(char *text, size_t n)
{
	while (n--)
		text = strchr(text, '\n') + 1;
	return text;
}

TEST(attack_12_a_checkpoint_is_dropped)
{
	struct log_town a;
	char *text, *second;

	log_town_open(&a, t);
	text = arena_text(t->mem, log_file(&a, CHAIN_KEY_POINTS));
	second = line_of(text, 1);
	memmove(second, line_of(text, 2), strlen(line_of(text, 2)) + 1);
	log_put_file(&a, CHAIN_KEY_POINTS, text);
	EXPECT(!log_is_whole_alone(&a));
	EXPECT_SAYS(&a, "WRONG: checkpoints: line 2 does not follow the one"
	    " before");
	EXPECT(!log_is_whole(&a));
	EXPECT_SAYS(&a, "WRONG: checkpoints: line 2 is not the one that was"
	    " copied away");
	log_town_close(&a);
}

TEST(attack_13_a_checkpoint_is_edited)
{
	struct log_town a;
	char *text, *instant;

	log_town_open(&a, t);
	text = arena_text(t->mem, log_file(&a, CHAIN_KEY_POINTS));
	instant = strstr(line_of(text, 1), "2026-04-01");
	instant[9] = '2';
	log_put_file(&a, CHAIN_KEY_POINTS, text);
	EXPECT(!log_is_whole_alone(&a));
	EXPECT_SAYS(&a, "WRONG: checkpoints: 2 lines are wrong; the first, line"
	    " 2, is not signed by audit.public");
	log_town_close(&a);
}

/* All of them, by whoever has brought a signing key of his own along. */
static void
sign_anew(struct log_town *a, bool with_public)
{
	const char *away = a->dir, *key;
	struct checkpoints *kept = a->t->site->keys->points;

	log_put_file(a, CHAIN_KEY_POINTS, "");
	a->dir = arena_fmt(a->t->mem, "%s/forger", a->away);
	key = log_file(a, CHAIN_KEY_SIGN);
	if (with_public) {
		const char *public = log_file(a, CHAIN_KEY_PUBLIC);

		a->dir = away;
		log_put_file(a, CHAIN_KEY_SIGN, key);
		log_put_file(a, CHAIN_KEY_PUBLIC, public);
		a->t->site->keys->points = checkpoint_open(away);
	} else {
		a->t->site->keys->points = checkpoint_open(a->dir);
	}
	EXPECT(a->t->site->keys->points != NULL);
	log_sign(a);
	key = log_file(a, CHAIN_KEY_POINTS);
	checkpoint_close(a->t->site->keys->points);
	a->t->site->keys->points = kept;
	a->dir = away;
	log_put_file(a, CHAIN_KEY_POINTS, key);
}

TEST(attack_14_the_checkpoints_are_signed_with_another_key)
{
	struct log_town a;

	log_town_open(&a, t);
	sign_anew(&a, false);
	EXPECT(!log_is_whole_alone(&a));
	EXPECT_SAYS(&a, "line 1, is not signed by audit.public");
	log_town_close(&a);
}

TEST(attack_14_and_the_public_key_is_exchanged)
{
	struct log_town a;

	log_town_open(&a, t);
	sign_anew(&a, true);
	EXPECT(!log_is_whole(&a));
	EXPECT_SAYS(&a, "WRONG: checkpoints: line 1 is not the one that was"
	    " copied away");
	EXPECT_SAYS(&a, "WRONG: the copy of checkpoints: 4 lines are wrong");
	log_town_close(&a);
}

TEST(attack_15_the_last_row_is_edited_and_sealed_again)
{
	struct log_town a;

	log_town_open(&a, t);
	log_do(&a, "UPDATE audit SET login = 'taro_doctor' WHERE seq = 250");
	log_reseal(&a, 250, false);
	EXPECT(!log_is_whole_alone(&a));
	EXPECT_SAYS(&a, "WRONG: audit row 250: sealed anew by somebody without");
	log_town_close(&a);
}

TEST(attack_15_with_the_link_key_of_the_machine_after_it_stopped)
{
	struct log_town a;

	log_town_open(&a, t);
	log_sign(&a);
	log_do(&a, "UPDATE audit SET login = 'taro_doctor' WHERE seq = 250");
	log_reseal(&a, 250, true);
	EXPECT(!log_is_whole_alone(&a));
	EXPECT_SAYS(&a, "WRONG: audit row 250 is not the one that was signed");
	EXPECT(!log_says(&a, "sealed anew"));
	log_town_close(&a);
}

TEST(attack_16_the_end_is_cut_off)
{
	struct log_town a;

	log_town_open(&a, t);
	log_do(&a, "DELETE FROM audit WHERE seq > 245");
	EXPECT(!log_is_whole_alone(&a));
	EXPECT_SAYS(&a, "WRONG: audit rows 246 to 250 are cut off the end:"
	    " audit_head names them");
	log_town_close(&a);
}

TEST(attack_16_the_end_is_cut_off_after_the_program_stopped)
{
	struct log_town a;

	log_town_open(&a, t);
	log_sign(&a);
	cut_after(&a, 245);
	EXPECT(!log_is_whole_alone(&a));
	EXPECT_SAYS(&a, "WRONG: audit rows 246 to 250 are cut off the end: row"
	    " 250 was signed");
	log_town_close(&a);
}

static void
cut_checkpoints(struct log_town *a, size_t lines)
{
	char *text = arena_text(a->t->mem, log_file(a, CHAIN_KEY_POINTS));

	*line_of(text, lines) = '\0';
	log_put_file(a, CHAIN_KEY_POINTS, text);
}

TEST(attack_17_the_log_and_its_checkpoints_are_cut)
{
	struct log_town a;

	log_town_open(&a, t);
	cut_after(&a, 210);
	cut_checkpoints(&a, 3);
	EXPECT(!log_is_whole(&a));
	EXPECT_SAYS(&a, "WRONG: checkpoints: cut: line 4 and what follows it in"
	    " the copy are not here");
	EXPECT_SAYS(&a, "WRONG: audit rows 211 to 240 are cut off the end: row"
	    " 240 was signed at 2026-04-01T03:00:00Z (the copy of checkpoints)");
	log_town_close(&a);
}

TEST(attack_17_beyond_a_link_key_it_is_found_without_the_copy)
{
	struct log_town a;

	log_town_open(&a, t);
	cut_after(&a, 150);
	cut_checkpoints(&a, 2);
	EXPECT(!log_is_whole_alone(&a));
	EXPECT_SAYS(&a, "WRONG: checkpoints: cut: row 200 and beyond were signed"
	    " once, the newest here is of row 120");
	EXPECT_SAYS(&a, "WRONG: the log ends at row 150, but audit.link");
	log_put_file(&a, CHAIN_KEY_POINTS, "");
	EXPECT(!log_is_whole_alone(&a));
	EXPECT_SAYS(&a, "WRONG: checkpoints: nothing is signed");
	log_town_close(&a);
}

/* Who has the machine, keys and all, may do as he likes with what nobody has
 * signed and copied away yet: a minute, or a hundred rows. */
TEST(what_cannot_be_found_is_what_was_not_copied_away_yet)
{
	struct log_town a;

	log_town_open(&a, t);
	cut_after(&a, 245);
	log_reseal(&a, 241, true);
	EXPECT(log_is_whole(&a));
	log_do(&a, "UPDATE audit SET login = 'taro_doctor' WHERE seq = 240");
	log_reseal(&a, 240, true);
	EXPECT(!log_is_whole(&a));
	EXPECT_SAYS(&a, "WRONG: audit row 240 is not the one that was signed");
	log_town_close(&a);
}
